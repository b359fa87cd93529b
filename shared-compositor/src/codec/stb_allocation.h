#pragma once

#include <cstddef>
#include <cstdlib>

namespace compositor::codec {

// The most that one allocation inside stb_image may ask for on this thread; the only way to bound its inflate.
class StbAllocationLimit {
 public:
  explicit StbAllocationLimit(std::size_t bytes) { current_ = bytes; }
  ~StbAllocationLimit() { current_ = 0; }
  StbAllocationLimit(const StbAllocationLimit&) = delete;
  StbAllocationLimit& operator=(const StbAllocationLimit&) = delete;
  static std::size_t current() { return current_; }

 private:
  static inline thread_local std::size_t current_ = 0;
};

// Zeroed: what a damaged file leaves unset must at least be the same everywhere.
inline void* stb_allocate(std::size_t size) {
  return size <= StbAllocationLimit::current() ? std::calloc(size, 1) : nullptr;
}

inline void* stb_reallocate(void* pointer, std::size_t size) {
  return size <= StbAllocationLimit::current() ? std::realloc(pointer, size) : nullptr;
}

}  // namespace compositor::codec
