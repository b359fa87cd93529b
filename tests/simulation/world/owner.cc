#include <algorithm>

#include "app/orders/resume_order.h"
#include "app/refunds/request_refund.h"
#include "world/people.h"

namespace simulation {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

void Owner::ask(const domain::Order& order, std::optional<std::int64_t> amount, const std::string& id) {
  for (int tries = 4; tries > 0; --tries) {
    scheduler_.tell("asks to give " + (amount ? std::to_string(*amount) + " of " : std::string("all of ")) + order.number +
                    " back");
    const auto asked = shop_.serve([&] {
      return app::request_refund(shop_.services.database, shop_.services.clock, shop_.services.ids,
                                 {order.number, amount, "wished so", "owner", id});
    });
    if (asked && (*asked || !base::is_transient(asked->error().code))) return;
    // Without an id a second try would be a second refund.
    if (id.empty()) return;
    scheduler_.sleep(seconds{3});
  }
}

void Owner::give_back(const domain::Order& order) {
  auto& chance = scheduler_.chance();
  const int way = chance.between(0, 5);
  const std::string id = way == 0 ? "" : shop_.services.ids.new_uuid();
  std::optional<std::int64_t> amount;
  if (chance.happens(0.4)) amount = chance.between(1, static_cast<int>(order.paid_minor));
  if (way <= 1) {
    // Two people at once, or one who clicks twice.
    scheduler_.spawn("owner's second click", [this, order, amount, id] { ask(order, amount, id); },
                     chance.within(milliseconds{0}, milliseconds{400}));
  }
  if (way == 2 && order.payment_intent_id) {
    stripe_.refund_by_hand(*order.payment_intent_id, amount.value_or(order.paid_minor));
    if (chance.happens(0.5)) return;
  }
  if (way == 3 && order.payment_intent_id && chance.happens(0.5)) {
    stripe_.dispute(*order.payment_intent_id);
    return;
  }
  ask(order, amount, id);
}

void Owner::refund(const std::string& session_id) {
  for (int looks = 0; looks < 200; ++looks) {
    for (const auto& order : shop_.tables().snapshot().orders) {
      if (order.stripe_session_id == session_id && order.paid_minor > 0) return give_back(order);
    }
    scheduler_.sleep(scheduler_.chance().within(milliseconds{50}, seconds{2}));
  }
}

void Owner::live() {
  auto& chance = scheduler_.chance();
  for (int rounds = chance.between(0, 4); rounds > 0; --rounds) {
    scheduler_.sleep(chance.within(minutes{1}, hours{40}));
    auto orders = shop_.tables().snapshot().orders;
    std::erase_if(orders, [](const auto& order) { return order.paid_minor == 0; });
    if (orders.empty()) continue;
    const auto& order = chance.one_of(orders);
    if (order.state != domain::OrderState::kNeedsAttention || !chance.happens(0.5) || !resume(order)) give_back(order);
  }
}

bool Owner::is_made(const domain::Order& order) const {
  return std::any_of(printers_.begin(), printers_.end(), [&](const auto* printer) {
    const auto found = printer->orders.find(domain::external_id_of(order.id));
    return found != printer->orders.end() && found->second.was_made;
  });
}

bool Owner::resume(const domain::Order& order) {
  scheduler_.tell("resumes " + order.number);
  const auto resumed = shop_.serve([&] {
    return app::resume_order(shop_.services.database, shop_.services.clock, order.number, "looked into");
  });
  return resumed && *resumed;
}

bool Owner::clear_up() {
  bool found = false;
  for (const auto& order : shop_.tables().snapshot().orders) {
    const bool waits = order.trouble && order.paid_minor > order.refunded_minor;
    if (!waits || is_made(order)) continue;
    found = true;
    const bool once_more = scheduler_.chance().happens(0.5) && resumed_.insert(order.number).second;
    if (once_more && resume(order)) continue;
    ask(order, std::nullopt, shop_.services.ids.new_uuid());
  }
  return found;
}

}  // namespace simulation
