#include "app/privacy/forget_person.h"

#include <algorithm>
#include <set>

#include "app/designs/preview_keys.h"
#include "app/finish_job.h"
#include "app/orders/note.h"
#include "base/log.h"

namespace app {
namespace {

using domain::Design;
using domain::Order;

// All that is to go now.
struct Belongings {
  std::vector<domain::OrderId> finished;
  std::vector<Design> designs;
  std::vector<domain::ObjectKey> objects;
  std::vector<domain::Share> shares_like_theirs;
  bool order_under_way = false;
};

bool is_finished(const Order& order, base::Timestamp now) {
  if (is_ended(order.state)) return true;
  return order.state == domain::OrderState::kShipped && order.shipped_at && now - *order.shipped_at > kShippedIsOver;
}

void add_design(ports::CustomerRepository& customers, const Design& design, Belongings& all) {
  all.objects.push_back(design.photo_key);
  if (design.preview_key) all.objects.push_back(*design.preview_key);
  all.objects.push_back(small_preview_key_of(design.id));
  for (const auto& file : customers.print_files_of(design.id)) all.objects.push_back(file.key);
  for (auto& share : customers.shares_like(design)) all.shares_like_theirs.push_back(std::move(share));
  all.designs.push_back(design);
}

// From here on nobody can order it, and no rendering adds to what there is of it.
void withdraw(ports::Transaction& transaction, Design& design) {
  design.status = domain::DesignStatus::kRejected;
  design.rejection_reason = domain::kForgottenDesign;
  transaction.designs().update(design);
}

// Locks the designs first: what a rendering under way has recorded is among all that is to go, or it finds them withdrawn.
Belongings belongings_of(ports::Transaction& transaction, const std::string& email, base::Timestamp now) {
  Belongings all;
  std::set<domain::DesignId> still_needed;
  for (const auto& id : transaction.customers().orders_of(email)) {
    const auto order = transaction.orders().find(id);
    if (!order) continue;
    if (is_finished(*order, now)) {
      all.finished.push_back(id);
      continue;
    }
    all.order_under_way = true;
    for (const auto& line : order->lines) still_needed.insert(line.design_id);
  }
  for (const auto& theirs : transaction.customers().designs_of(email)) {
    auto design = still_needed.contains(theirs.id) ? std::nullopt : transaction.designs().find_for_update(theirs.id);
    if (!design) continue;
    add_design(transaction.customers(), *design, all);
    withdraw(transaction, *design);
  }
  return all;
}

// A shared picture names nobody: it is theirs when it holds the very photo.
base::Result<bool> is_their_photo(Services& services, const Belongings& all, const domain::Share& share) {
  const auto shared = services.storage.get(share.photo_key);
  if (!shared) return shared.error().code == base::ErrorCode::kNotFound ? base::Result<bool>(false) : base::forward_error(shared);
  for (const auto& design : all.designs) {
    if (design.scene != share.scene || design.recipe_json != share.recipe_json) continue;
    const auto photo = services.storage.get(design.photo_key);
    if (photo && *photo == *shared) return true;
    if (!photo && photo.error().code != base::ErrorCode::kNotFound) return base::forward_error(photo);
  }
  return false;
}

base::Result<void> take_back_shares(Services& services, const Belongings& all) {
  for (const auto& share : all.shares_like_theirs) {
    const auto theirs = is_their_photo(services, all, share);
    if (!theirs) return base::forward_error(theirs);
    if (!*theirs) continue;
    const auto now = services.clock.now();
    const auto revoked = services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
      transaction.shares().revoke(share.id, now);
      transaction.jobs().enqueue({std::string(domain::kRemoveShare), share.id.value, now});
      return {};
    });
    if (!revoked) return revoked;
  }
  return {};
}

base::Result<void> remove_objects(Services& services, const Belongings& all) {
  for (const auto& key : all.objects) {
    if (const auto removed = services.storage.remove(key); !removed) return removed;
  }
  return {};
}

base::Result<void> forget(Services& services, const domain::Job& job, const Belongings& all) {
  const auto now = services.clock.now();
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto& customers = transaction.customers();
    auto request = customers.find_deletion_for_update(job.payload);
    if (!request) return base::fail(base::ErrorCode::kInternal, "Something went wrong.", "a deletion request vanished");
    for (const auto& design : all.designs) customers.forget_design(design.id);
    for (const auto& id : all.finished) {
      // Nobody may add to its story meanwhile.
      if (transaction.orders().find_for_update(id)) customers.forget_order(id);
    }
    if (all.order_under_way) {
      transaction.jobs().enqueue({std::string(domain::kForgetPerson), job.payload, now + kLookAgainAfter});
    } else {
      customers.forget_address(request->email);
      request->finish(now);
      customers.update_deletion(*request);
    }
    return finish_job(transaction, job, now);
  });
}

}  // namespace

base::Result<void> forget_person(Services& services, const domain::Job& job) {
  const auto all = with_transaction(services.database, [&](ports::Transaction& transaction) {
    const auto request = transaction.customers().find_deletion_for_update(job.payload);
    const bool wanted = request && request->state == domain::DeletionState::kConfirmed;
    return base::Result<std::optional<Belongings>>(
        wanted ? std::optional{belongings_of(transaction, request->email, services.clock.now())} : std::nullopt);
  });
  if (!all) return base::forward_error(all);
  if (!*all) return finish_job(services, job);
  // Shares first: they are known by the photo. The rows last: until then a lost worker's work is found again.
  if (const auto taken = take_back_shares(services, **all); !taken) return taken;
  if (const auto removed = remove_objects(services, **all); !removed) return removed;
  services.metrics.count((*all)->order_under_way ? "picasso_deletions_waiting_total" : "picasso_deletions_done_total");
  return forget(services, job, **all);
}

base::Result<void> give_up_forgetting(Services& services, const domain::Job& job, const base::Error& error) {
  base::log_error("a person could not be forgotten", error, {{"request", job.payload}});
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    const auto request = transaction.customers().find_deletion_for_update(job.payload);
    if (!request || request->state != domain::DeletionState::kConfirmed) return {};
    const auto orders = transaction.customers().orders_of(request->email);
    auto order = orders.empty() ? std::nullopt : transaction.orders().find_for_update(orders.back());
    if (!order) return {};
    flag_order(services, transaction, *order, "system",
               "its person confirmed that all is to be deleted, and that could not be done: " + error.cause);
    return {};
  });
}

}  // namespace app
