#pragma once

#include <chrono>
#include <string>

#include "ports/virus_scanner.h"

namespace adapters::clamav {

struct ClamdConfig {
  std::string address;                       // a unix socket's path ("/run/clamd.sock") or "host:port"
  std::chrono::milliseconds timeout{60'000}; // of one whole scan
};

// clamd's zINSTREAM, one connection a scan. Whatever is not plainly "OK" or "FOUND" is an error: kTooLarge when clamd's
// stream limit is exceeded, else kUnavailable. Thread-safe.
class ClamdVirusScanner final : public ports::VirusScanner {
 public:
  explicit ClamdVirusScanner(ClamdConfig config);

  base::Result<ports::ScanVerdict> scan(std::string_view bytes) override;

 private:
  ClamdConfig config_;
};

}  // namespace adapters::clamav
