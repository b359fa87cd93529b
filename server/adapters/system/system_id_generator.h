#pragma once

#include "ports/id_generator.h"

namespace adapters::system {

// The kernel's random numbers. Thread-safe.
class SystemIdGenerator final : public ports::IdGenerator {
 public:
  std::string new_uuid() override;
  std::string random_bytes(std::size_t count) override;
  double random_fraction() override;
};

}  // namespace adapters::system
