#pragma once

#include <string>

#include "engine/chance.h"
#include "ports/id_generator.h"

namespace simulation {

class SeededIds : public ports::IdGenerator {
 public:
  explicit SeededIds(std::uint64_t seed) : chance_(seed) {}

  std::string new_uuid() override {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text = "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx";
    for (char& c : text) {
      if (c == 'x') c = kDigits[chance_.next() >> 60];
    }
    return text;
  }
  std::string random_bytes(std::size_t count) override {
    std::string bytes(count, '\0');
    for (char& byte : bytes) byte = static_cast<char>(chance_.next() >> 56);
    return bytes;
  }
  double random_fraction() override { return chance_.fraction(); }

 private:
  Chance chance_;
};

}  // namespace simulation
