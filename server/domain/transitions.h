#pragma once

#include <optional>
#include <string_view>

namespace domain {

// One allowed change of a small state machine. A machine is a table of these in one file, with its diagram beside it.
template <class State, class Event>
struct Transition {
  State from;
  Event event;
  State to;
};

// Where `event` leads from `from`; nothing where the table has no such edge.
template <class Table, class State, class Event>
std::optional<State> next_state(const Table& table, State from, Event event) {
  for (const auto& transition : table) {
    if (transition.from == from && transition.event == event) return transition.to;
  }
  return std::nullopt;
}

// The state whose to_string is `text`.
template <class States>
std::optional<typename States::value_type> state_named(const States& all, std::string_view text) {
  for (const auto state : all) {
    if (to_string(state) == text) return state;
  }
  return std::nullopt;
}

}  // namespace domain
