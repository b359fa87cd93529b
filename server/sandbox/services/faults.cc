#include "sandbox/services/faults.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace sandbox {
namespace {

using Json = nlohmann::json;

constexpr std::array<std::pair<std::string_view, FaultKind>, 8> kKinds = {
    {{"latency", FaultKind::kLatency},
     {"429", FaultKind::kRateLimited},
     {"500", FaultKind::kServerError},
     {"reset_after_work", FaultKind::kResetAfterWork},
     {"truncated", FaultKind::kTruncated},
     {"down", FaultKind::kDown},
     {"wrong_secret", FaultKind::kWrongSecret},
     {"stale", FaultKind::kStale}}};

constexpr std::array<std::string_view, 5> kServices = {"stripe", "printful", "printify", "easypost", "sendgrid"};

bool is_of_webhooks(FaultKind kind) { return kind == FaultKind::kWrongSecret || kind == FaultKind::kStale; }

base::Failure wrong(std::string message) { return base::fail(base::ErrorCode::kInvalidInput, std::move(message)); }

int number(const Json& from, const char* name, int otherwise) {
  const auto found = from.find(name);
  if (found == from.end()) return otherwise;
  return found->is_number_integer() ? found->get<int>() : -1;
}

std::string text(const Json& from, const char* name) {
  const auto found = from.find(name);
  if (found == from.end()) return {};
  return found->is_string() ? found->get<std::string>() : found->dump();
}

}  // namespace

base::Result<void> Faults::add(const Json& wanted) {
  if (!wanted.is_object()) return wrong("Send a JSON object.");
  Fault fault;
  fault.service = text(wanted, "service");
  if (std::find(kServices.begin(), kServices.end(), fault.service) == kServices.end()) {
    return wrong("service is one of stripe, printful, printify, easypost, sendgrid");
  }
  const std::string kind = text(wanted, "kind");
  const auto known = std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& k) { return k.first == kind; });
  if (known == kKinds.end()) {
    return wrong("kind is one of latency, 429, 500, reset_after_work, truncated, down, wrong_secret, stale");
  }
  fault.kind = known->second;
  fault.count = number(wanted, "count", 1);
  fault.ms = number(wanted, "ms", fault.kind == FaultKind::kLatency ? 1000 : 0);
  if (fault.count < 1 || fault.ms < 0 || fault.ms > 120000) return wrong("count is at least 1, ms is 0 to 120000");
  if (wanted.contains("chance")) fault.chance = wanted["chance"].is_number() ? wanted["chance"].get<double>() : -1;
  if (!(fault.chance > 0 && fault.chance <= 1)) return wrong("chance is above 0, at most 1");
  const int seed = number(wanted, "seed", 0);
  if (seed < 0) return wrong("seed is a whole number from 0");
  fault.dice.seed(static_cast<std::uint64_t>(seed));
  fault.path = text(wanted, "path");
  const std::lock_guard lock(mutex_);
  faults_.push_back(std::move(fault));
  return {};
}

std::optional<Fault> Faults::take_if(const std::function<bool(const Fault&)>& fits) {
  const std::lock_guard lock(mutex_);
  const auto found = std::find_if(faults_.begin(), faults_.end(), [&](Fault& fault) {
    return fits(fault) && (fault.chance >= 1 || std::uniform_real_distribution<>()(fault.dice) < fault.chance);
  });
  if (found == faults_.end()) return std::nullopt;
  const Fault taken = *found;
  if (--found->count == 0) faults_.erase(found);
  return taken;
}

std::optional<Fault> Faults::take(const std::string& service, const std::string& path) {
  return take_if([&](const Fault& fault) {
    return fault.service == service && !is_of_webhooks(fault.kind) && path.find(fault.path) != std::string::npos;
  });
}

std::optional<Fault> Faults::take_for_webhook(const std::string& service) {
  return take_if([&](const Fault& fault) { return fault.service == service && is_of_webhooks(fault.kind); });
}

void Faults::clear() {
  const std::lock_guard lock(mutex_);
  faults_.clear();
}

Json Faults::list() const {
  const std::lock_guard lock(mutex_);
  Json all = Json::array();
  for (const Fault& fault : faults_) {
    const auto kind = std::find_if(kKinds.begin(), kKinds.end(), [&](const auto& k) { return k.second == fault.kind; });
    all.push_back({{"service", fault.service}, {"kind", kind->first}, {"count", fault.count},
                   {"ms", fault.ms}, {"chance", fault.chance}, {"path", fault.path}});
  }
  return all;
}

}  // namespace sandbox
