#pragma once

#include <string>
#include <string_view>

#include "app/services.h"

namespace app {

// Adds to the order's story what leaves its state as it is. `event` is one of domain::kOrderNotes.
void note(ports::Transaction& transaction, const domain::Order& order, std::string_view event, base::Timestamp now,
          std::string actor, std::string reason);

// "accepted -> on_hold: the address is incomplete"; without a reason only the two words.
std::string change_text(std::string_view before, std::string_view after, const std::string& reason);

// An entry that puts the order before a person; its reason is the trouble.
bool tells_of_trouble(const domain::OrderHistoryEntry& entry);

enum class Telling {
  kOnce,      // it stands, or may be reported again: what the story has told is not told again, unless the order was before a
              // person and went on since
  kEachTime,  // it has just happened, though perhaps in the same words as before
};

// Puts something before a person although the order goes on: its trouble, its story, the log, a metric and a mail to the owner.
// The trouble is what was told last; the story keeps what was told before.
void flag_order(Services& services, ports::Transaction& transaction, domain::Order& order, std::string actor,
                std::string reason, Telling telling = Telling::kOnce);

// The order stops and waits for a person; where its state has no such edge, because it waits already or is at its end, it is
// flagged.
void put_before_person(Services& services, ports::Transaction& transaction, domain::Order& order, std::string actor,
                       std::string reason);

}  // namespace app
