#pragma once

#include <cstdint>
#include <mutex>

#include "ports/id_generator.h"

namespace adapters::memory {

// Replayable: the same calls on a new one give the same values. UUIDs count up:
// "00000000-0000-4000-8000-000000000001", then ...2.
class SequentialIds : public ports::IdGenerator {
 public:
  std::string new_uuid() override;
  std::string random_bytes(std::size_t count) override;
  double random_fraction() override { return 0.5; }

 private:
  std::mutex mutex_;
  std::uint64_t uuids_ = 0;
  std::uint64_t byte_calls_ = 0;
};

}  // namespace adapters::memory
