#include "app/notifications/compose_mail.h"

#include <nlohmann/json.hpp>

#include "app/notifications/owe_mail.h"
#include "app/orders/order_link.h"
#include "app/orders/order_view.h"

namespace app {
namespace {

using domain::MailKind;
using domain::MailRecord;
using nlohmann::json;

struct Owed {
  MailRecord mail;
  domain::Order order;
  domain::Language language = domain::Language::kEnglish;
  OrderView view;
  std::string link;
  std::string refund;  // the money that goes back, for a mail about that
};

// What staff reads is English.
domain::Language language_of(MailKind kind, const domain::Order& order) {
  return kind == MailKind::kTrouble ? domain::Language::kEnglish : order.language;
}

std::string refund_of(const Services& services, ports::Transaction& transaction, const MailRecord& mail,
                      const domain::Order& order) {
  if (mail.kind != MailKind::kRefund) return {};
  const auto refund = transaction.refunds().find(mail.subject_id);
  return refund ? services.wording.money(order.language, {refund->amount_minor, order.currency}) : "";
}

base::Result<Owed> read_owed(Services& services, const std::string& mail_id) {
  return with_transaction(services.database, [&](ports::Transaction& transaction) -> base::Result<Owed> {
    const auto mail = transaction.mails().find(mail_id);
    auto& orders = transaction.orders();
    const auto order = mail ? orders.find(mail->order_id) : std::nullopt;
    if (!order) return base::fail(base::ErrorCode::kNotFound, "There is no such mail.", mail_id);
    const auto language = language_of(mail->kind, *order);
    return Owed{*mail, *order,
                language,
                make_order_view(services, language, *order, orders.history(order->id), orders.shipments(order->id)),
                order_link(services.public_base_url, transaction.link_signing_key(), order->number, language),
                refund_of(services, transaction, *mail, *order)};
  });
}

std::string subject_of(const Services& services, const Owed& owed) {
  return services.wording.text(owed.language, "mail." + std::string(to_string(owed.mail.kind)) + ".subject",
                               {{"number", owed.view.number}, {"refund", owed.refund}});
}

json context_of(const Services& services, const Owed& owed) {
  json context{{"number", owed.view.number},
               {"order_url", owed.link},
               {"base_url", services.public_base_url + path_prefix(owed.language)},
               {"subject", subject_of(services, owed)},
               {"language", to_string(owed.language)},
               {"name", owed.order.shipping_address ? owed.order.shipping_address->name : ""},
               {"subtotal", owed.view.subtotal},
               {"discount", owed.view.discount},
               {"shipping", owed.view.shipping},
               {"total", owed.view.total},
               {"refund", owed.refund},
               {"state", owed.view.state_label},
               {"trouble", owed.order.trouble.value_or("")},
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

base::Result<ports::Email> render(Services& services, const Owed& owed) {
  const std::string name = "mail/" + std::string(to_string(owed.mail.kind));
  const json context = context_of(services, owed);
  const auto text = services.templates.render(name + ".text", owed.language, context);
  if (!text) return base::forward_error(text);
  const auto html = services.templates.render(name + ".html", owed.language, context);
  if (!html) return base::forward_error(html);
  return ports::Email{recipient_of(services, owed.mail.kind, owed.order), subject_of(services, owed), *text, *html,
                      owed.mail.id, std::string(to_string(owed.mail.kind))};
}

}  // namespace

base::Result<ports::Email> compose_mail(Services& services, const std::string& mail_id) {
  const auto owed = read_owed(services, mail_id);
  if (!owed) return base::forward_error(owed);
  return render(services, *owed);
}

}  // namespace app
