#pragma once

#include <ucontext.h>

#include <cstddef>
#include <functional>
#include <memory>

namespace simulation {

// A function with a stack of its own that can stop in the middle and go on later, on the thread that made it. It must
// not stop inside a catch block (the C++ runtime keeps caught exceptions by thread), and must have ended before it is
// destroyed.
class Fiber {
 public:
  explicit Fiber(std::function<void()> body);  // must not throw
  ~Fiber();
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;

  void resume();           // from outside: runs until the body suspends or ends
  static void suspend();   // from inside
  [[nodiscard]] bool ended() const { return ended_; }

 private:
  static void enter();
  void leave(void** keep_fake_stack);

  std::function<void()> body_;
  std::unique_ptr<std::byte[]> stack_;
  ucontext_t inside_{};
  ucontext_t outside_{};
  bool ended_ = false;
  // What AddressSanitizer wants to be told of a change of stacks.
  void* outer_fake_stack_ = nullptr;
  void* inner_fake_stack_ = nullptr;
  const void* outer_stack_ = nullptr;
  std::size_t outer_stack_size_ = 0;
};

}  // namespace simulation
