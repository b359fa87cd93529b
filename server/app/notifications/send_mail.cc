#include "app/notifications/send_mail.h"

#include <nlohmann/json.hpp>

#include "app/finish_job.h"
#include "app/orders/order_link.h"
#include "app/orders/order_view.h"
#include "base/kill_point.h"
#include "domain/kill_points.h"

namespace app {
namespace {

using domain::MailKind;
using domain::MailRecord;
using nlohmann::json;

struct Owed {
  MailRecord mail;
  domain::Order order;
  OrderView view;
  std::string link;
  std::string refund;  // the money that goes back, for a mail about that
};

std::string refund_of(const Services& services, ports::Transaction& transaction, const MailRecord& mail,
                      const domain::Order& order) {
  if (mail.kind != MailKind::kRefund) return {};
  const auto refund = transaction.refunds().find(mail.subject_id);
  return refund ? services.wording.money(order.language, {refund->amount_minor, order.currency}) : "";
}

base::Result<std::optional<Owed>> read_owed(Services& services, const std::string& mail_id) {
  return with_transaction(services.database, [&](ports::Transaction& transaction) -> base::Result<std::optional<Owed>> {
    const auto mail = transaction.mails().find(mail_id);
    if (!mail || mail->sent_at) return std::optional<Owed>{};
    auto& orders = transaction.orders();
    const auto order = orders.find(mail->order_id);
    if (!order || !order->user_email) return std::optional<Owed>{};
    return std::optional{Owed{
        *mail, *order,
        make_order_view(services, order->language, *order, orders.history(order->id), orders.shipments(order->id)),
        order_link(services.public_base_url, transaction.link_signing_key(), order->number, order->language),
        refund_of(services, transaction, *mail, *order)}};
  });
}

std::string subject_of(const Services& services, const Owed& owed) {
  return services.wording.text(owed.order.language, "mail." + std::string(to_string(owed.mail.kind)) + ".subject",
                               {{"number", owed.view.number}, {"refund", owed.refund}});
}

json context_of(const Services& services, const Owed& owed) {
  json context{{"number", owed.view.number},
               {"order_url", owed.link},
               {"base_url", services.public_base_url + path_prefix(owed.order.language)},
               {"subject", subject_of(services, owed)},
               {"language", to_string(owed.order.language)},
               {"name", owed.order.shipping_address ? owed.order.shipping_address->name : ""},
               {"subtotal", owed.view.subtotal},
               {"discount", owed.view.discount},
               {"shipping", owed.view.shipping},
               {"total", owed.view.total},
               {"refund", owed.refund},
               {"lines", json::array()},
               {"address_lines", json::array()}};
  for (const auto& line : owed.view.lines) {
    context["lines"].push_back({{"name", line.name},
                                {"variant", line.variant},
                                {"quantity", line.quantity},
                                {"line_total", line.line_total},
                                {"image_url", line.image_url}});
  }
  for (const auto& line : owed.view.address_lines) context["address_lines"].push_back({{"line", line}});
  for (const auto& parcel : owed.view.parcels) {
    if (parcel.id != owed.mail.subject_id) continue;
    context["carrier"] = parcel.carrier;
    context["tracking_number"] = parcel.tracking_number;
    context["tracking_url"] = parcel.tracking_url;
    context["has_items"] = !parcel.items.empty();
    context["items"] = json::array();
    for (const auto& item : parcel.items) context["items"].push_back({{"item", item}});
  }
  return context;
}

base::Result<ports::Email> compose(Services& services, const Owed& owed) {
  const std::string name = "mail/" + std::string(to_string(owed.mail.kind));
  const json context = context_of(services, owed);
  const auto text = services.templates.render(name + ".text", owed.order.language, context);
  if (!text) return base::forward_error(text);
  const auto html = services.templates.render(name + ".html", owed.order.language, context);
  if (!html) return base::forward_error(html);
  return ports::Email{*owed.order.user_email, subject_of(services, owed), *text,
                      *html,                  owed.mail.id,     std::string(to_string(owed.mail.kind))};
}

}  // namespace

base::Result<void> send_mail(Services& services, const domain::Job& job) {
  auto owed = read_owed(services, job.payload);
  if (!owed) return base::forward_error(owed);
  if (!*owed) return finish_job(services, job);
  const auto email = compose(services, **owed);
  if (!email) return base::forward_error(email);
  base::kill_point(domain::kill_points::kMailComposed);
  const auto message_id = services.mailer.send(*email);
  if (!message_id) return base::forward_error(message_id);
  base::kill_point(domain::kill_points::kMailAccepted);
  const auto now = services.clock.now();
  MailRecord mail = (*owed)->mail;
  mail.sent_at = now;
  mail.provider_message_id = *message_id;
  services.metrics.count("picasso_mails_sent_total", {{"kind", email->category}});
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    transaction.mails().update(mail);
    return finish_job(transaction, job, now);
  });
}

}  // namespace app
