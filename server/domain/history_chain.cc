#include "domain/history_chain.h"

#include <utility>

#include "base/digest.h"

namespace domain {
namespace {

void append(std::string& text, std::string_view field) {
  text += std::to_string(field.size());
  text += ':';
  text += field;
}

std::string name_of(const Order& order, const SealedEntry& sealed) {
  return "order " + order.number + ", entry " + std::to_string(sealed.position) + " (" + sealed.entry.event + ", " +
         base::to_rfc3339(sealed.entry.at) + ")";
}

// Only a person who asked for it is forgotten.
bool is_forgotten(const Order& order, const SealedEntry& sealed) {
  return sealed.entry.reason.empty() && !order.user_email;
}

}  // namespace

std::string seal_of(std::string_view seal_before, int position, const OrderHistoryEntry& entry,
                    std::string_view reason_digest) {
  std::string text;
  const std::string number = std::to_string(position);
  const std::string time = std::to_string(entry.at.time_since_epoch().count());
  for (const std::string_view field :
       {seal_before, std::string_view(number), std::string_view(entry.order_id.value), std::string_view(time),
        std::string_view(entry.actor), to_string(entry.from), to_string(entry.to), std::string_view(entry.event),
        reason_digest}) {
    append(text, field);
  }
  return base::sha256_hex(text);
}

SealedEntry seal(std::string_view seal_before, int position, OrderHistoryEntry entry) {
  const std::string digest = base::sha256_hex(entry.reason);
  const std::string seal = seal_of(seal_before, position, entry, digest);
  return {std::move(entry), position, seal, digest};
}

std::optional<std::string> broken_seal(const Order& order, const std::vector<SealedEntry>& story) {
  if (story.empty()) return "order " + order.number + " has no story";
  std::string seal;
  OrderState state = OrderState::kCreated;
  int position = 0;
  for (const auto& sealed : story) {
    ++position;
    if (sealed.position != position) {
      return name_of(order, sealed) + " follows entry " + std::to_string(position - 1);
    }
    const bool reason_stands = is_forgotten(order, sealed) || sealed.reason_digest == base::sha256_hex(sealed.entry.reason);
    if (!reason_stands || sealed.seal != seal_of(seal, position, sealed.entry, sealed.reason_digest)) {
      return name_of(order, sealed) + " is not as it was written";
    }
    if (sealed.entry.from != state) {
      return name_of(order, sealed) + " begins in another state than the entry before it ended in";
    }
    state = sealed.entry.to;
    seal = sealed.seal;
  }
  if (state != order.state) {
    return name_of(order, story.back()) + " is the last, but the order's state is " + std::string(to_string(order.state));
  }
  return std::nullopt;
}

}  // namespace domain
