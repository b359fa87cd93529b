#pragma once

#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace sandbox {

enum class FaultKind {
  kLatency,         // answers after `ms`
  kRateLimited,     // 429, nothing done
  kServerError,     // 500, nothing done
  kResetAfterWork,  // does the work, then resets the connection
  kTruncated,       // does the work, sends half of the answer
  kDown,            // resets the connection, nothing done
};

struct Fault {
  std::string service;  // "stripe", "printful", "sendgrid"
  FaultKind kind = FaultKind::kLatency;
  int count = 1;  // requests still to hit
  int ms = 0;
};

// Switched on over HTTP; each next request to the service uses up one.
class Faults {
 public:
  // {"service","kind","count":1,"ms":0}. kInvalidInput for another shape.
  base::Result<void> add(const nlohmann::json& wanted);
  std::optional<Fault> take(const std::string& service);
  void clear();
  nlohmann::json list() const;

 private:
  mutable std::mutex mutex_;
  std::vector<Fault> faults_;
};

}  // namespace sandbox
