#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "http/message.h"

namespace sandbox {

// The last requests to the services, so that tests can hold them against the owners' schemas.
class RequestLog {
 public:
  static constexpr std::size_t kKept = 500;

  // Credentials are left out.
  void add(const std::string& service, const http::Request& request, int status, std::int64_t now_ms);
  // Oldest first; "" for all services.
  nlohmann::json list(const std::string& service) const;
  void clear();

 private:
  mutable std::mutex mutex_;
  struct Entry {
    std::string service;
    http::Request request;
    int status;
    std::int64_t at_ms;
  };
  std::deque<Entry> entries_;
};

}  // namespace sandbox
