#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/timestamp.h"

namespace adapters::printify {

// One page of GET /shops/{shop}/orders.json, as far as a search needs it.
struct OrderPage {
  struct Entry {
    std::string id;
    std::string external_id;
    base::Timestamp created_at;
  };
  std::vector<Entry> orders;
  bool last = true;
};

// What cannot be read is kUnavailable: an order must not count as missing because a page was garbled.
base::Result<OrderPage> read_page(std::string_view body);

// Whether no page behind this one can hold an order made since then: the list runs from new to old, as Printify's does, and
// has arrived at older ones.
bool is_past(const OrderPage& page, base::Timestamp since);

}  // namespace adapters::printify
