#include "sandbox/services/request_log.h"

#include <nlohmann/json.hpp>

namespace sandbox {

using Json = nlohmann::json;

void RequestLog::add(const std::string& service, const http::Request& request, int status, std::int64_t now_ms) {
  Entry entry{service, request, status, now_ms};
  if (auto found = entry.request.headers.find("authorization"); found != entry.request.headers.end()) {
    found->second = found->second.substr(0, found->second.find(' ')) + " (left out)";
  }
  const std::lock_guard lock(mutex_);
  entries_.push_back(std::move(entry));
  if (entries_.size() > kKept) entries_.pop_front();
}

Json RequestLog::list(const std::string& service) const {
  const std::lock_guard lock(mutex_);
  Json all = Json::array();
  for (const Entry& entry : entries_) {
    if (!service.empty() && entry.service != service) continue;
    all.push_back({{"service", entry.service},
                   {"method", entry.request.method},
                   {"path", entry.request.path},
                   {"query", entry.request.query},
                   {"headers", entry.request.headers},
                   {"body", entry.request.body},
                   {"status", entry.status},
                   {"at_ms", entry.at_ms}});
  }
  return all;
}

void RequestLog::clear() {
  const std::lock_guard lock(mutex_);
  entries_.clear();
}

}  // namespace sandbox
