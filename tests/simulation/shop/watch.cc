#include "shop/watch.h"

#include <algorithm>

namespace simulation {
namespace {

template <class Table, class State>
bool has_edge(const Table& table, State from, State to) {
  return std::any_of(table.begin(), table.end(), [&](const auto& edge) { return edge.from == from && edge.to == to; });
}

bool is_allowed(const domain::OrderHistoryEntry& entry) {
  const auto table = domain::order_transitions();
  const bool is_edge = std::any_of(table.begin(), table.end(), [&](const auto& edge) {
    return edge.from == entry.from && edge.to == entry.to && to_string(edge.event) == entry.event;
  });
  const auto& notes = domain::kOrderNotes;
  return is_edge || (entry.from == entry.to && std::find(notes.begin(), notes.end(), entry.event) != notes.end());
}

}  // namespace

void Watch::look_at(const adapters::memory::State& state) {
  for (const auto& refund : state.refunds) {
    const auto [known, is_new] = refunds_.try_emplace(refund.id, refund.state);
    if (is_new || known->second == refund.state) continue;
    if (!has_edge(domain::refund_transitions(), known->second, refund.state)) {
      report("refund " + refund.id + " went from " + std::string(to_string(known->second)) + " to " +
             std::string(to_string(refund.state)));
    }
    known->second = refund.state;
  }
  for (const auto& redemption : state.redemptions) {
    const auto [known, is_new] = redemptions_.try_emplace(redemption.order_id, redemption.state);
    if (is_new || known->second == redemption.state) continue;
    if (!has_edge(domain::redemption_transitions(), known->second, redemption.state)) {
      report("a use of " + redemption.code + " went from " + std::string(to_string(known->second)) + " to " +
             std::string(to_string(redemption.state)));
    }
    known->second = redemption.state;
  }
  for (; entries_ < state.history.size(); ++entries_) look_at(state, state.history[entries_]);
}

void Watch::look_at(const adapters::memory::State& state, const domain::OrderHistoryEntry& entry) {
  const auto order = std::find_if(state.orders.begin(), state.orders.end(),
                                  [&](const auto& one) { return one.id == entry.order_id; });
  const std::string change = order->number + " (" + order->id.value + "): " + std::string(to_string(entry.from)) + " -> " +
                             std::string(to_string(entry.to)) + " by " + entry.event + ", " + entry.reason;
  scheduler_.tell(change);
  if (!is_allowed(entry)) report("no such edge: " + change);
}

}  // namespace simulation
