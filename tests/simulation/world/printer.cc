#include "world/printer.h"

#include <algorithm>

namespace simulation {
namespace {

using ports::FulfillmentOrder;
using ports::FulfillmentState;
using std::chrono::hours;
using std::chrono::minutes;

std::string word_of(FulfillmentState state) {
  switch (state) {
    case FulfillmentState::kDraft: return "draft";
    case FulfillmentState::kPending: return "pending";
    case FulfillmentState::kInProduction: return "inprocess";
    case FulfillmentState::kOnHold: return "onhold";
    case FulfillmentState::kFailed: return "failed";
    case FulfillmentState::kCanceled: return "canceled";
    case FulfillmentState::kPartlyShipped: return "partial";
    case FulfillmentState::kShipped: return "fulfilled";
  }
  return "failed";
}

base::Failure refuse(base::ErrorCode code, std::string cause) {
  return base::fail(code, "The printer refused.", std::move(cause));
}

}  // namespace

base::Result<std::optional<FulfillmentOrder>> Printer::find_order(const std::string& external_id) {
  const auto found = orders.find(external_id);
  if (found == orders.end()) return std::optional<FulfillmentOrder>{};
  return std::optional(found->second.now);
}

base::Result<FulfillmentOrder> Printer::create_order(const ports::FulfillmentRequest& request) {
  if (const auto known = orders.find(request.external_id); known != orders.end()) {
    if (known->second.now.unfinished) return known->second.now;
    return refuse(base::ErrorCode::kConflict, "external id in use");
  }
  if (request.external_id.size() > 32 || request.items.empty()) return refuse(base::ErrorCode::kInvalidInput, "malformed");
  FulfillmentOrder order;
  order.id = name_ + std::to_string(1000 + taken_++);
  order.external_id = request.external_id;
  order.unfinished = begins_when_told();
  order.state = order.unfinished ? FulfillmentState::kDraft : FulfillmentState::kPending;
  order.provider_state = order.unfinished ? "not-sent" : word_of(order.state);
  orders[request.external_id] = {request, order, false};
  scheduler_.tell(name_, "takes " + request.external_id + " as " + order.id);
  if (order.unfinished) {
    tell_of(request.external_id, "order:created");
  } else {
    begin(order);
  }
  return order;
}

base::Result<FulfillmentOrder> Printer::send_to_production(const std::string& external_id) {
  const auto found = orders.find(external_id);
  if (found == orders.end()) return refuse(base::ErrorCode::kUnavailable, "no such order, or not yet");
  auto& order = found->second.now;
  if (!order.unfinished || order.state == FulfillmentState::kCanceled) return order;
  order.unfinished = false;
  change(external_id, FulfillmentState::kPending);
  begin(order);
  return order;
}

void Printer::begin(const FulfillmentOrder& order) {
  scheduler_.spawn(name_, [this, external_id = order.external_id, id = order.id] { live(external_id, id); },
                   scheduler_.chance().within(minutes{2}, hours{20}));
}

base::Result<FulfillmentOrder> Printer::cancel_order(const std::string& external_id) {
  const auto found = orders.find(external_id);
  if (found == orders.end()) return refuse(base::ErrorCode::kInvalidInput, "no such order");
  const auto state = found->second.now.state;
  if (state != FulfillmentState::kDraft && state != FulfillmentState::kPending && state != FulfillmentState::kOnHold &&
      state != FulfillmentState::kFailed) {
    return refuse(base::ErrorCode::kInvalidInput, "its status is " + word_of(state));
  }
  change(external_id, FulfillmentState::kCanceled);
  return found->second.now;
}

bool Printer::is_over(const std::string& external_id, const std::string& id) const {
  const auto found = orders.find(external_id);
  return found == orders.end() || found->second.now.id != id || found->second.now.state == FulfillmentState::kCanceled;
}

// Nobody tells of it: it is for the shop to look.
void Printer::delete_order(const std::string& external_id) {
  scheduler_.tell("deletes " + external_id);
  orders.erase(external_id);
  deleted[external_id].push_back(scheduler_.now());
  scheduler_.sleep(hours{60});
}

void Printer::change(const std::string& external_id, FulfillmentState state, const std::string& reason) {
  auto& order = orders.at(external_id).now;
  order.state = state;
  order.provider_state = word_of(state);
  order.reason = reason;
  tell_of(external_id, "order_" + order.provider_state);
}

// By our name for the order, or by the printer's own, as Printify always does.
void Printer::tell_of(const std::string& external_id, const std::string& type) {
  const bool by_own_id = name_ == domain::kPrintify || scheduler_.chance().happens(0.3);
  post_.send({name_, "", type, by_own_id ? name_ + ":" + orders.at(external_id).now.id : external_id});
}

bool Printer::prepare(const std::string& external_id, const std::string& id) {
  auto& chance = scheduler_.chance();
  if (is_over(external_id, id)) return false;
  if (chance.happens(0.06)) {
    delete_order(external_id);
    return false;
  }
  if (chance.happens(0.06)) {
    change(external_id, FulfillmentState::kFailed, "the file could not be printed");
    return false;
  }
  if (!chance.happens(0.12)) return true;
  change(external_id, FulfillmentState::kOnHold, "the address is unclear");
  scheduler_.sleep(chance.within(minutes{30}, hours{30}));
  if (is_over(external_id, id)) return false;
  if (chance.happens(0.2)) {
    change(external_id, FulfillmentState::kDraft, "back to draft after a hold");
    return false;
  }
  change(external_id, FulfillmentState::kPending);
  scheduler_.sleep(chance.within(minutes{5}, hours{5}));
  return !is_over(external_id, id);
}

void Printer::live(const std::string& external_id, const std::string& id) {
  if (!prepare(external_id, id)) return;
  orders.at(external_id).was_made = true;
  change(external_id, FulfillmentState::kInProduction);
  scheduler_.sleep(scheduler_.chance().within(hours{2}, hours{50}));
  ship(external_id);
}

void Printer::ship(const std::string& external_id) {
  auto& chance = scheduler_.chance();
  const int most = static_cast<int>(orders.at(external_id).request.items.size());
  const int parcels = chance.between(1, std::min(most, 3));
  for (int i = 1; i <= parcels; ++i) {
    auto& order = orders.at(external_id).now;
    const std::string id = order.id + "-" + std::to_string(i);
    ports::Parcel parcel;
    parcel.id = id;
    parcel.carrier = "USPS";
    parcel.tracking_number = "TRACK-" + id;
    parcel.tracking_url = "https://carrier.example/" + id;
    parcel.shipped_at = scheduler_.now();
    order.parcels.push_back(parcel);
    change(external_id, i == parcels ? FulfillmentState::kShipped : FulfillmentState::kPartlyShipped);
    scheduler_.spawn("carrier", [this, external_id, i] { deliver(external_id, static_cast<std::size_t>(i) - 1); },
                     chance.within(hours{5}, hours{90}));
    if (i < parcels) scheduler_.sleep(chance.within(minutes{1}, hours{40}));
  }
}

void Printer::deliver(const std::string& external_id, std::size_t parcel) {
  auto& order = orders.at(external_id).now;
  order.parcels.at(parcel).delivered = true;
  tell_of(external_id, "shipment_delivered");
}

}  // namespace simulation
