#include "app/orders/submit_fulfillment.h"

#include <algorithm>
#include <utility>

#include "app/checkout/shipping.h"
#include "app/designs/print_file.h"
#include "app/finish_job.h"
#include "app/orders/change_fulfillment.h"
#include "app/orders/check_address.h"
#include "app/orders/note.h"
#include "app/orders/record_fulfillment.h"
#include "app/refunds/request_refund.h"
#include "base/kill_point.h"
#include "domain/kill_points.h"

namespace app {
namespace {

using base::ErrorCode;
using domain::Order;
using domain::OrderState;
using ports::FulfillmentOrder;

base::Result<ports::FulfillmentRequest> request_for(Services& services, ports::Transaction& transaction,
                                                    const Order& order) {
  ports::FulfillmentRequest request;
  request.provider = domain::provider_of(order);
  request.external_id = domain::external_id_of(order.id);
  request.recipient = *order.shipping_address;
  request.email = order.user_email.value_or("");
  request.subtotal = {order.subtotal_minor, order.currency};
  request.discount = {order.discount_minor, order.currency};
  request.shipping = {order.shipping_minor, order.currency};
  for (const auto& line : order.lines) {
    const auto file = transaction.designs().find_print_file(line.design_id, line.print_spec);
    if (!file) return base::fail(ErrorCode::kInternal, "Something went wrong.", "a print file is missing");
    request.items.push_back({line.id, printers_variant_of(line), line.quantity,
                             {line.unit_price_minor, order.currency}, line.name + " " + line.variant_label, line.placement,
                             print_file_url(services, *file), line.printify});
  }
  return request;
}

// Between cart and printer a variant may have run out: better a person asks the buyer than the printer holds the order.
base::Result<void> check_stock(ports::FulfillmentProvider& printer, const ports::FulfillmentRequest& request) {
  const auto missing = printer.unavailable_variants({request.recipient.country, request.items});
  if (!missing) return base::forward_error(missing);
  if (missing->empty()) return {};
  std::string names;
  for (const auto& item : request.items) {
    if (std::find(missing->begin(), missing->end(), item.variant_id) == missing->end()) continue;
    names += (names.empty() ? "" : ", ") + item.name;
  }
  return base::fail(ErrorCode::kInvalidInput, "This is out of stock.", "out of stock: " + names);
}

// What may have changed since the cart, and where the parcel is to go.
base::Result<void> check_before_create(Services& services, const domain::OrderId& id, ports::FulfillmentRequest& request) {
  if (const auto in_stock = check_stock(services.printers.of(request.provider), request); !in_stock) return in_stock;
  const auto recipient = checked_address(services, id, request.recipient);
  if (!recipient) return base::forward_error(recipient);
  request.recipient = *recipient;
  return {};
}

// Looks first where an earlier try may have been heard. That nobody asked twice, the printer sees to: it takes an external id
// once, or its adapter keeps a book.
base::Result<FulfillmentOrder> create_or_adopt(Services& services, const domain::OrderId& id, ports::FulfillmentRequest request,
                                               bool asked_before) {
  auto& printer = services.printers.of(request.provider);
  for (int look = asked_before ? 0 : -1; look < 2; ++look) {
    bool begun = false;
    if (look >= 0) {
      const auto found = printer.find_order(request.external_id);
      if (!found) return base::forward_error(found);
      if (*found && !(*found)->unfinished) return **found;
      begun = found->has_value();
    }
    if (!begun) {
      if (const auto fit = check_before_create(services, id, request); !fit) return base::forward_error(fit);
    }
    auto created = printer.create_order(request);
    // "External id in use": somebody else's create won between our look and ours; look again.
    if (created || created.error().code != ErrorCode::kConflict) return created;
  }
  return base::fail(ErrorCode::kUnavailable, "The printer is busy.", "external id in use but not found");
}

base::Result<void> refuse(Services& services, const domain::Job& job, const base::Error& error) {
  const auto now = services.clock.now();
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    if (auto order = transaction.orders().find_for_update({job.payload})) {
      auto fulfillment = fulfillment_of(transaction, *order);
      fulfillment.reason = error.cause;
      change_fulfillment(transaction, *order, fulfillment, domain::FulfillmentEvent::kRefused, {}, now, fulfillment.provider,
                         error.cause);
      save_fulfillment(transaction, fulfillment, now);
      put_before_person(services, transaction, *order, fulfillment.provider, "the printer refused: " + error.cause);
    }
    return finish_job(transaction, job, now);
  });
}

struct Submission {
  ports::FulfillmentRequest request;
  int version = 0;
  bool asked_before = false;
};

// Notes that the printer is asked before it is.
bool mark_asked(ports::Transaction& transaction, const Order& order, base::Timestamp now) {
  auto fulfillment = fulfillment_of(transaction, order);
  if (std::exchange(fulfillment.asked, true)) return true;
  fulfillment.updated_at = now;
  transaction.orders().save_fulfillment(fulfillment);
  return false;
}

// Nothing where there is nothing to submit.
base::Result<std::optional<Submission>> prepare(Services& services, const domain::OrderId& id) {
  const auto now = services.clock.now();
  return with_transaction(services.database, [&](ports::Transaction& transaction) -> base::Result<std::optional<Submission>> {
    const auto order = transaction.orders().find_for_update(id);
    if (!order || order->state != OrderState::kPaid || is_refunded_in_full(*order)) return std::optional<Submission>{};
    auto request = request_for(services, transaction, *order);
    if (!request) return base::forward_error(request);
    const int version = version_of(transaction, id);
    const bool asked_before = mark_asked(transaction, *order, now);
    return std::optional(Submission{std::move(*request), version, asked_before});
  });
}

// Nothing to submit. An attempt before this one may have been killed after the printer took an order that is refunded.
base::Result<void> finish_without(Services& services, const domain::Job& job) {
  const auto now = services.clock.now();
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    if (const auto order = transaction.orders().find({job.payload})) stop_print_if_refunded(transaction, *order, now);
    return finish_job(transaction, job, now);
  });
}

}  // namespace

base::Result<void> submit_fulfillment(Services& services, const domain::Job& job) {
  const auto submission = prepare(services, {job.payload});
  if (!submission) return base::forward_error(submission);
  if (!*submission) return finish_without(services, job);
  base::kill_point(domain::kill_points::kPrinterAsked);
  const auto accepted = create_or_adopt(services, {job.payload}, (*submission)->request, (*submission)->asked_before);
  if (!accepted) {
    if (accepted.error().code == ErrorCode::kInvalidInput) return refuse(services, job, accepted.error());
    return base::forward_error(accepted);
  }
  base::kill_point(domain::kill_points::kPrinterAccepted);
  const auto now = services.clock.now();
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    if (auto order = transaction.orders().find_for_update({job.payload})) {
      // A webhook that overtook us has recorded what is newer than the answer to our own request.
      const bool overtaken = version_of(transaction, order->id) != (*submission)->version;
      if (!overtaken) adopt_fulfillment(services, transaction, *order, *accepted);
    }
    return finish_job(transaction, job, now);
  });
}

base::Result<void> give_up_order(Services& services, const domain::Job& job, const base::Error& error) {
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    if (auto order = transaction.orders().find_for_update({job.payload})) {
      put_before_person(services, transaction, *order, "system",
                        job.kind + " failed " + std::to_string(job.tries()) + " times: " + error.cause);
    }
    return {};
  });
}

}  // namespace app
