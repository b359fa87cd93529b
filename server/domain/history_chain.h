#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/order.h"

namespace domain {

// An entry of an order's story as it is stored: numbered from 1, and sealed with the entry before it.
struct SealedEntry {
  OrderHistoryEntry entry;
  int position = 1;
  std::string seal;           // 64 hex digits
  std::string reason_digest;  // SHA-256 of the reason in hex: outlives a reason that had to be forgotten

  bool operator==(const SealedEntry&) const = default;
};

// SHA-256 over the seal before (empty for the first) and every field of the entry, each as "<bytes>:<text>"; the time in
// milliseconds since 1970, of the reason only its digest. Whoever changes, removes or inserts an entry breaks all seals
// from there on; but what a reason says of a person can be forgotten without breaking any: it is empty then.
std::string seal_of(std::string_view seal_before, int position, const OrderHistoryEntry& entry,
                    std::string_view reason_digest);

// `entry` as it is stored behind an entry with this seal.
SealedEntry seal(std::string_view seal_before, int position, OrderHistoryEntry entry);

// What is wrong with an order's story, naming the first entry that is not as it was written; nothing when all is well.
// The order's own state must be the one that its story ends with.
std::optional<std::string> broken_seal(const Order& order, const std::vector<SealedEntry>& story);

}  // namespace domain
