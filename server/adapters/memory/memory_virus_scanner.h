#pragma once

#include <string>
#include <string_view>

#include "adapters/memory/injected_errors.h"
#include "ports/virus_scanner.h"

namespace adapters::memory {

// The antivirus industry's harmless test file, in two halves so that this source is not taken for it.
inline std::string eicar_test_file() {
  return std::string("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-") + "ANTIVIRUS-TEST-FILE!$H+H*";
}

// Finds only the test file, anywhere in the bytes.
class MemoryVirusScanner : public ports::VirusScanner {
 public:
  base::Result<ports::ScanVerdict> scan(std::string_view bytes) override {
    if (auto error = errors.take()) return base::Failure(std::move(*error));
    if (bytes.find(eicar_test_file()) == std::string_view::npos) return ports::ScanVerdict{};
    return ports::ScanVerdict{"Eicar-Test-Signature"};
  }

  InjectedErrors errors;
};

}  // namespace adapters::memory
