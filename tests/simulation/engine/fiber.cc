#include "engine/fiber.h"

#include <utility>
#include <vector>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/common_interface_defs.h>
#endif

namespace simulation {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr std::size_t kStackSize = std::size_t{1} << 20;
#else
constexpr std::size_t kStackSize = std::size_t{256} << 10;
#endif

void start_switch([[maybe_unused]] void** keep, [[maybe_unused]] const void* stack, [[maybe_unused]] std::size_t size) {
#if defined(__SANITIZE_ADDRESS__)
  __sanitizer_start_switch_fiber(keep, stack, size);
#endif
}

void finish_switch([[maybe_unused]] void* kept, [[maybe_unused]] const void** from, [[maybe_unused]] std::size_t* size) {
#if defined(__SANITIZE_ADDRESS__)
  __sanitizer_finish_switch_fiber(kept, from, size);
#endif
}

thread_local Fiber* running = nullptr;
// Used stacks: fresh ones cost a page fault a page.
thread_local std::vector<std::unique_ptr<std::byte[]>> spare_stacks;

std::unique_ptr<std::byte[]> take_stack() {
  if (spare_stacks.empty()) return std::unique_ptr<std::byte[]>(new std::byte[kStackSize]);
  auto stack = std::move(spare_stacks.back());
  spare_stacks.pop_back();
  return stack;
}

}  // namespace

Fiber::Fiber(std::function<void()> body) : body_(std::move(body)), stack_(take_stack()) {
  getcontext(&inside_);
  inside_.uc_stack.ss_sp = stack_.get();
  inside_.uc_stack.ss_size = kStackSize;
  inside_.uc_link = nullptr;
  makecontext(&inside_, &Fiber::enter, 0);
}

Fiber::~Fiber() { spare_stacks.push_back(std::move(stack_)); }

void Fiber::resume() {
  Fiber* const before = std::exchange(running, this);
  start_switch(&outer_fake_stack_, stack_.get(), kStackSize);
  swapcontext(&outside_, &inside_);
  finish_switch(outer_fake_stack_, nullptr, nullptr);
  running = before;
}

void Fiber::enter() {
  Fiber* const self = running;
  finish_switch(nullptr, &self->outer_stack_, &self->outer_stack_size_);
  self->body_();
  self->ended_ = true;
  self->leave(nullptr);
}

void Fiber::suspend() {
  Fiber* const self = running;
  self->leave(&self->inner_fake_stack_);
  finish_switch(self->inner_fake_stack_, &self->outer_stack_, &self->outer_stack_size_);
}

void Fiber::leave(void** keep_fake_stack) {
  start_switch(keep_fake_stack, outer_stack_, outer_stack_size_);
  swapcontext(&inside_, &outside_);
}

}  // namespace simulation
