#include "app/orders/check_address.h"

#include <algorithm>

#include "app/orders/note.h"
#include "base/log.h"
#include "domain/address_check.h"

namespace app {
namespace {

constexpr const char* kActor = "easypost";

void count(Services& services, const char* outcome) {
  services.metrics.count("picasso_address_checks_total", {{"outcome", outcome}});
}

// Once, however often the submission is tried.
base::Result<void> tell(Services& services, const domain::OrderId& id, const std::string& what) {
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    const auto order = transaction.orders().find_for_update(id);
    if (!order) return {};
    const auto story = transaction.orders().history(id);
    const bool told = std::any_of(story.begin(), story.end(), [](const auto& entry) { return entry.event == domain::kAddressCompleted; });
    if (!told) note(transaction, *order, domain::kAddressCompleted, services.clock.now(), kActor, what);
    return {};
  });
}

base::Failure ask_buyer(const std::string& why) {
  return base::fail(base::ErrorCode::kInvalidInput, "This address cannot be delivered to.", "address check: " + why);
}

}  // namespace

base::Result<domain::Address> checked_address(Services& services, const domain::OrderId& id, const domain::Address& typed) {
  if (services.addresses == nullptr || typed.country != "US") return typed;
  const auto checked = services.addresses->check(typed);
  if (!checked) {
    base::log_error("an address could not be checked", checked.error(), {{"order", id.value}});
    count(services, "unanswered");
    return typed;
  }
  if (!checked->deliverable) {
    count(services, "undeliverable");
    return ask_buyer(checked->problem);
  }
  const auto decision = domain::decide_address(typed, checked->address);
  switch (decision.remedy) {
    case domain::AddressRemedy::kAsTyped: count(services, "good"); return typed;
    case domain::AddressRemedy::kAskBuyer:
      count(services, "other_place");
      return ask_buyer("it finds another " + decision.what);
    case domain::AddressRemedy::kCompleted: break;
  }
  count(services, "completed");
  if (const auto told = tell(services, id, decision.what); !told) return base::forward_error(told);
  return decision.address;
}

}  // namespace app
