#pragma once

#include <functional>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "base/result.h"

namespace sandbox {

enum class FaultKind {
  kLatency,         // answers after `ms`
  kRateLimited,     // 429, nothing done
  kServerError,     // 500, nothing done; Stripe says it again to whoever comes back with the same key
  kResetAfterWork,  // does the work, then resets the connection
  kTruncated,       // does the work, sends half of the answer
  kDown,            // resets the connection, nothing done
  kWrongSecret,     // of a webhook: signed with another key
  kStale,           // of a webhook: signed two days ago
};

struct Fault {
  std::string service;  // "stripe", "printful", "printify", "easypost", "sendgrid"
  FaultKind kind = FaultKind::kLatency;
  int count = 1;  // requests still to hit
  int ms = 0;
  double chance = 1;        // of each request to be hit
  std::string path;         // part of the address; empty for all
  std::mt19937_64 dice{0};  // seeded: the same requests in the same order meet the same fate
};

// Switched on over HTTP; each next request to the service, or webhook from it, uses up one.
class Faults {
 public:
  // {"service","kind","count":1,"ms":0,"chance":1,"seed":0,"path":""}. kInvalidInput for another shape.
  base::Result<void> add(const nlohmann::json& wanted);
  std::optional<Fault> take(const std::string& service, const std::string& path);
  // The fault of the next webhook that the service sends.
  std::optional<Fault> take_for_webhook(const std::string& service);
  void clear();
  nlohmann::json list() const;

 private:
  std::optional<Fault> take_if(const std::function<bool(const Fault&)>& fits);

  mutable std::mutex mutex_;
  std::vector<Fault> faults_;
};

}  // namespace sandbox
