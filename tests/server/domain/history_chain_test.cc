#include "domain/history_chain.h"

#include <catch2/catch.hpp>

using domain::OrderState;
using domain::SealedEntry;

namespace {

struct Story {
  domain::Order order;
  std::vector<SealedEntry> entries;

  Story() {
    order.id = {"0f8fad5b-d9cb-469f-a165-70867728950e"};
    order.number = "PP-7K2MQ4ZD";
    order.state = OrderState::kInProduction;
    add(OrderState::kCreated, OrderState::kCreated, "placed");
    add(OrderState::kCreated, OrderState::kPaid, "payment_received");
    add(OrderState::kPaid, OrderState::kInProduction, "submitted");
  }
  void add(OrderState from, OrderState to, const std::string& event) {
    const int position = static_cast<int>(entries.size()) + 1;
    const domain::OrderHistoryEntry entry{
        order.id, base::from_unix_seconds(1'795'339'800 + position), "stripe", from, to, event, "why: \"é\"\n"};
    entries.push_back(domain::seal(entries.empty() ? "" : entries.back().seal, position, entry));
  }
  std::string fault() { return broken_seal(order, entries).value_or(""); }
};

}  // namespace

TEST_CASE("a story as it was written is whole") { CHECK(Story().fault() == ""); }

TEST_CASE("a seal is what every program must compute of the same entry") {
  const domain::OrderHistoryEntry entry{{"0f8fad5b-d9cb-469f-a165-70867728950e"}, base::from_unix_seconds(1), "a",
                                        OrderState::kCreated, OrderState::kPaid, "payment_received", "é"};
  // d=$(printf é | sha256sum | cut -c-64)
  // printf %s "0:1:136:0f8fad5b-d9cb-469f-a165-70867728950e4:10001:a7:created4:paid16:payment_received64:$d" | sha256sum
  CHECK(domain::seal("", 1, entry).seal == "4860420d95a42f16b1d8e08f683b35f8c5b35c3bb8ab8ee0b920f97da42fad3a");
}

TEST_CASE("whatever is changed afterwards is found, at the first entry that is not as it was written") {
  Story story;
  auto& entry = story.entries[1].entry;
  SECTION("its time") { entry.at += std::chrono::milliseconds{1}; }
  SECTION("its actor") { entry.actor = "owner"; }
  SECTION("its states") { entry.to = OrderState::kExpired; }
  SECTION("its event") { entry.event = "trouble"; }
  SECTION("its reason") { entry.reason += " "; }
  SECTION("its reason and the digest of it") {
    entry.reason += " ";
    story.entries[1].reason_digest = domain::seal("", 2, entry).reason_digest;
  }
  SECTION("its order") { entry.order_id.value[0] = '1'; }
  SECTION("its seal") { story.entries[1].seal[0] ^= 1; }
  CHECK(story.fault().find("PP-7K2MQ4ZD, entry 2 ") != std::string::npos);
}

TEST_CASE("text cannot be moved from one field to the next") {
  domain::OrderHistoryEntry one{{"x"}, {}, "ab", OrderState::kCreated, OrderState::kCreated, "c", "d"};
  auto other = one;
  other.actor = "a";
  other.event = "bc";
  CHECK(domain::seal("", 1, one).seal != domain::seal("", 1, other).seal);
}

TEST_CASE("an entry that is gone is missed, wherever it was") {
  const std::size_t gone = GENERATE(0, 1, 2);
  Story story;
  story.entries.erase(story.entries.begin() + static_cast<std::ptrdiff_t>(gone));
  CHECK(story.fault() != "");
}

TEST_CASE("a story that is gone, or of another order, is missed") {
  Story story;
  story.entries.clear();
  CHECK(story.fault() == "order PP-7K2MQ4ZD has no story");
}

TEST_CASE("an order whose state was changed without a word is found") {
  Story story;
  story.order.state = OrderState::kDelivered;
  CHECK(story.fault().find("the order's state is delivered") != std::string::npos);
}

TEST_CASE("an entry that begins where the one before did not end is found though its seal is right") {
  Story story;
  story.add(OrderState::kShipped, OrderState::kInProduction, "parcel_shipped");
  CHECK(story.fault().find("entry 4 ") != std::string::npos);
}

TEST_CASE("what a story says of a person can be forgotten, and the story stays whole") {
  Story story;
  for (auto& sealed : story.entries) sealed.entry.reason.clear();
  CHECK(story.fault() == "");
  // But not while the order still names its buyer.
  story.order.user_email = "edda@example.com";
  CHECK(story.fault().find("entry 1 ") != std::string::npos);
}
