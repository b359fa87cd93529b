#include "domain/order.h"

#include <utility>

namespace domain {

bool is_forgotten(const Order& order) { return order.paid_at && !order.user_email && !order.shipping_address; }

std::string_view provider_of(const Order& order) {
  return order.lines.empty() ? kPrintful : std::string_view(order.lines.front().provider);
}

std::string external_id_of(const OrderId& id) {
  std::string digits;
  for (const char c : id.value) {
    if (c != '-') digits += c;
  }
  return digits;
}

std::optional<OrderHistoryEntry> apply(Order& order, OrderEvent event, base::Timestamp now, std::string actor,
                                       std::string reason) {
  const auto next = next_order_state(order.state, event);
  if (!next) return std::nullopt;
  OrderHistoryEntry entry{
      order.id, now, std::move(actor), order.state, *next, std::string(to_string(event)), std::move(reason)};
  order.state = *next;
  if (event == OrderEvent::kPaymentReceived) order.paid_at = now;
  if (event == OrderEvent::kTrouble || event == OrderEvent::kRefundReturned) order.trouble = entry.reason;
  // What was wrong with it before money came, or none did, was that nobody could tell which.
  const bool is_settled = event == OrderEvent::kPaymentReceived || event == OrderEvent::kPaymentFailed || event == OrderEvent::kSessionExpired;
  if (is_settled || event == OrderEvent::kResumed) order.trouble.reset();
  return entry;
}

std::string order_number_from(std::string_view random_bytes) {
  static constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 5 && i < random_bytes.size(); ++i) {
    bits = bits << 8 | static_cast<unsigned char>(random_bytes[i]);
  }
  std::string number = "PP-";
  for (int shift = 35; shift >= 0; shift -= 5) number += kAlphabet[(bits >> shift) & 31];
  return number;
}

}  // namespace domain
