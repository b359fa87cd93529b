#include "adapters/memory/customer_repository.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "adapters/memory/ledgers.h"
#include "domain/email.h"

namespace adapters::memory {
namespace {

bool orders_design(const domain::Order& order, const domain::DesignId& id) {
  return std::any_of(order.lines.begin(), order.lines.end(), [&](const auto& line) { return line.design_id == id; });
}

// What webhook events about this order name.
std::set<std::string> objects_of(const State& state, const domain::Order& order) {
  std::set<std::string> objects = {domain::external_id_of(order.id)};
  for (const auto& id : {order.stripe_session_id, order.payment_intent_id}) {
    if (id) objects.insert(*id);
  }
  const auto found = state.fulfillments.find(order.id);
  if (found != state.fulfillments.end() && !found->second.provider_order_id.empty()) {
    objects.insert(found->second.provider + ":" + found->second.provider_order_id);
  }
  for (const auto& shipment : state.shipments) {
    if (shipment.order_id == order.id && !shipment.tracking_number.empty()) objects.insert("parcel:" + shipment.tracking_number);
  }
  return objects;
}

// Some printers' parcels are named by their tracking numbers, and the mails about them as well.
void forget_parcels(State& state, const domain::OrderId& id) {
  for (auto& shipment : state.shipments) {
    if (shipment.order_id != id) continue;
    const std::string number = std::exchange(shipment.tracking_number, "");
    shipment.tracking_url.clear();
    if (number.empty()) continue;
    const auto name = domain::forgotten_name(kLinkSigningKey, number);
    if (shipment.provider_shipment_id == number) shipment.provider_shipment_id = name;
    for (auto& mail : state.mails) {
      if (mail.order_id == id && mail.subject_id == number) mail.subject_id = name;
    }
  }
}

}  // namespace

void MemoryCustomerRepository::upsert(std::string_view email, base::Timestamp) {
  state_.customers.insert(domain::normal_email(email));
}

bool MemoryCustomerRepository::is_known(std::string_view email) {
  const bool by_design = std::any_of(state_.designs.begin(), state_.designs.end(),
                                     [&](const auto& entry) { return entry.second.user_email == email; });
  return by_design || state_.customers.contains(std::string(email)) || !orders_of(email).empty();
}

std::vector<domain::OrderId> MemoryCustomerRepository::orders_of(std::string_view email) {
  std::vector<domain::OrderId> ids;
  for (const auto& order : state_.orders) {
    if (order.user_email == email) ids.push_back(order.id);
  }
  return ids;
}

std::vector<domain::Design> MemoryCustomerRepository::designs_of(std::string_view email) {
  std::vector<domain::Design> found;
  for (const auto& [id, design] : state_.designs) {
    bool theirs = design.user_email == email;
    bool others = false;
    for (const auto& order : state_.orders) {
      if (!orders_design(order, id)) continue;
      if (order.user_email == email) theirs = true;
      // An order that is still open for payment may be anybody's.
      const bool open = !order.user_email && order.state == domain::OrderState::kCreated;
      if (open || (order.user_email && order.user_email != email)) others = true;
    }
    if (theirs && !others) found.push_back(design);
  }
  return found;
}

std::vector<domain::PrintFile> MemoryCustomerRepository::print_files_of(const domain::DesignId& id) {
  std::vector<domain::PrintFile> found;
  for (const auto& file : state_.print_files) {
    if (file.design_id == id) found.push_back(file);
  }
  return found;
}

std::vector<domain::Share> MemoryCustomerRepository::shares_like(const domain::Design& design) {
  std::vector<domain::Share> found;
  for (const auto& [id, share] : state_.shares) {
    if (share.scene == design.scene && share.recipe_json == design.recipe_json) found.push_back(share);
  }
  return found;
}

void MemoryCustomerRepository::forget_design(const domain::DesignId& id) {
  const auto found = state_.designs.find(id);
  if (found != state_.designs.end()) {
    found->second.user_email.reset();
    found->second.status = domain::DesignStatus::kRejected;
    found->second.rejection_reason = domain::kForgottenDesign;
  }
  std::erase_if(state_.print_files, [&](const auto& file) { return file.design_id == id; });
  std::erase_if(state_.design_uploads, [&](const auto& upload) { return upload.second == id; });
}

void MemoryCustomerRepository::forget_order(const domain::OrderId& id) {
  for (auto& order : state_.orders) {
    if (order.id != id) continue;
    const auto objects = objects_of(state_, order);
    for (auto& [key, event] : state_.inbox) {
      if (objects.contains(event.object_id)) forget_event(event);
    }
    order.user_email.reset();
    order.shipping_address.reset();
    order.checkout_url.reset();
    order.tracking_number.reset();
    if (order.trouble) order.trouble = "";
  }
  for (auto& entry : state_.history) {
    if (entry.order_id == id) entry.reason.clear();
  }
  if (const auto found = state_.fulfillments.find(id); found != state_.fulfillments.end()) found->second.reason.clear();
  for (auto& stored : state_.jobs) {
    if (stored.job.payload == id.value) stored.last_error.clear();
  }
  forget_parcels(state_, id);
  for (auto& redemption : state_.redemptions) {
    if (redemption.order_id == id && !redemption.email.empty()) redemption.email = "forgotten:" + id.value;
  }
  for (auto& refund : state_.refunds) {
    if (refund.order_id == id) refund.reason = "";
  }
}

void MemoryCustomerRepository::forget_address(std::string_view email) {
  state_.customers.erase(std::string(email));
  std::erase_if(state_.deletions, [&](const auto& request) {
    return request.state == domain::DeletionState::kAsked && request.email == email;
  });
}

void MemoryCustomerRepository::insert_deletion(const domain::DeletionRequest& request) {
  state_.deletions.push_back(request);
}

std::optional<domain::DeletionRequest> MemoryCustomerRepository::find_deletion_for_update(std::string_view id) {
  for (const auto& request : state_.deletions) {
    if (request.id == id) return request;
  }
  return std::nullopt;
}

void MemoryCustomerRepository::update_deletion(const domain::DeletionRequest& request) {
  for (auto& stored : state_.deletions) {
    if (stored.id == request.id) stored = request;
  }
}

int MemoryCustomerRepository::deletions_asked(std::string_view email, base::Timestamp since) {
  return static_cast<int>(std::count_if(state_.deletions.begin(), state_.deletions.end(), [&](const auto& request) {
    return request.email == email && request.asked_at >= since;
  }));
}

void MemoryCustomerRepository::drop_unconfirmed_deletions(base::Timestamp asked_before) {
  std::erase_if(state_.deletions, [&](const auto& request) {
    return request.state == domain::DeletionState::kAsked && request.asked_at < asked_before;
  });
}

}  // namespace adapters::memory
