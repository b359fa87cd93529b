#pragma once

#include <string>

#include "sandbox/services/world.h"

namespace sandbox::printful {

// Moves confirmed orders on: files all fetched -> inprocess (or failed, or on hold), time to ship come -> fulfilled.
void advance_orders(World& world);

// What a person does at the printer. False when the order's state does not allow it.
bool ship_now(World& world, const std::string& order_id);
bool ship_part(World& world, const std::string& order_id);  // one item; the rest waits for somebody
bool come_back(World& world, const std::string& order_id);  // the last parcel
bool ship_again(World& world, const std::string& order_id);  // what the last parcel held
bool fall_back_to_draft(World& world, const std::string& order_id);
bool deliver(World& world, const std::string& order_id);
bool run_short(World& world, const std::string& order_id);   // of what is not sent yet, until it is shipped
bool lose_parcel(World& world, const std::string& order_id);  // the last one; the carrier gives up, and no event tells
bool pay_back(World& world, const std::string& order_id);     // what the order cost
bool put_on_hold(World& world, const std::string& order_id, const std::string& reason);
bool remove_hold(World& world, const std::string& order_id);
bool fail_order(World& world, const std::string& order_id, const std::string& reason);
bool cancel_by_printer(World& world, const std::string& order_id, const std::string& reason);

}  // namespace sandbox::printful
