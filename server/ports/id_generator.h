#pragma once

#include <cstddef>
#include <string>

namespace ports {

// The only way randomness enters; cryptographically strong in production, replayable in tests.
class IdGenerator {
 public:
  virtual ~IdGenerator() = default;
  virtual std::string new_uuid() = 0;                          // version 4, lower case, dashed
  virtual std::string random_bytes(std::size_t count) = 0;
  virtual double random_fraction() = 0;                        // [0, 1), for jitter
};

}  // namespace ports
