#pragma once

#include <atomic>
#include <memory>

namespace app {

// Places for work that must not be done too often at once. Thread-safe.
class Slots {
 public:
  explicit Slots(int count) : free_(count) {}

  // A place, held as long as the value lives; nothing when all are taken.
  std::shared_ptr<void> take() {
    if (free_.fetch_sub(1) > 0) return {this, [](Slots* slots) { slots->free_.fetch_add(1); }};
    free_.fetch_add(1);
    return nullptr;
  }

 private:
  std::atomic<int> free_;
};

}  // namespace app
