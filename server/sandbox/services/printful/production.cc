#include "sandbox/services/printful/production.h"

#include <nlohmann/json.hpp>

#include "base/timestamp.h"
#include "sandbox/services/printful/catalog.h"
#include "sandbox/services/printful/orders.h"
#include "sandbox/services/printful/webhooks.h"
#include "sandbox/services/random_id.h"

namespace sandbox::printful {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kBetweenParcelsS = 2;
constexpr std::int64_t kShortForS = 30 * 86'400;

struct FileTally {
  bool waiting = false;
  std::string failure;  // of the first bad file
};

FileTally tally(const Json& order) {
  FileTally files;
  for (const Json& item : order["items"]) {
    for (const Json& file : item["files"]) {
      if (file["status"] == "waiting") files.waiting = true;
      if (file["status"] == "failed" && files.failure.empty()) files.failure = file.value("error", "unusable file");
    }
  }
  return files;
}

bool has_embroidery(const Json& order) {
  for (const Json& item : order["items"]) {
    const Variant* variant = find_variant(item["variant_id"].get<std::int64_t>());
    for (const Json& file : item["files"]) {
      if (variant && is_embroidery(*variant, file["type"].get<std::string>())) return true;
    }
  }
  return false;
}

std::string tracking_number() {
  std::string number = "9400";
  for (const char c : random_id("", 18)) number += static_cast<char>('0' + static_cast<unsigned char>(c) % 10);
  return number;
}

// What no parcel holds yet.
Json unshipped_items(const Json& order) {
  Json left = Json::array();
  for (const Json& item : order["items"]) {
    bool shipped = false;
    for (const Json& shipment : order["shipments"]) {
      for (const Json& held : shipment["items"]) shipped = shipped || held["item_id"] == item["id"];
    }
    if (!shipped) left.push_back({{"item_id", item["id"]}, {"quantity", item["quantity"]}, {"picked", 1}, {"printed", 1}});
  }
  return left;
}

Json make_shipment(std::int64_t id, Json items, bool reshipment, std::int64_t now_s) {
  const std::string number = tracking_number();
  return {{"id", id},
          {"status", "shipped"},
          {"carrier", "USPS"},
          {"service", "USPS Ground Advantage"},
          {"tracking_number", number},
          {"tracking_url", "https://tools.usps.com/go/TrackConfirmAction?tLabels=" + number},
          {"created", now_s},
          {"ship_date", base::to_rfc3339(base::from_unix_seconds(now_s)).substr(0, 10)},
          {"shipped_at", now_s},
          {"delivered_at", nullptr},
          {"reshipment", reshipment},
          {"items", std::move(items)}};
}

// What no parcel can be made of.
Json make_shortage(std::int64_t id, Json items, std::int64_t now_s) {
  Json shortage = make_shipment(id, std::move(items), false, now_s);
  shortage.update({{"status", "outstock"}, {"tracking_number", nullptr}, {"tracking_url", nullptr}, {"shipped_at", nullptr}});
  return shortage;
}

void set_status(Json& order, const char* status, std::int64_t now_s) {
  order["status"] = status;
  order["updated"] = now_s;
}

void send_parcel(World& world, Json& root, Json& order, Json items, bool reshipment) {
  auto& next_id = root["printful"]["next_id"];
  const auto id = next_id.get<std::int64_t>();
  next_id = id + 1;
  const Json shipment = make_shipment(id, std::move(items), reshipment, world.now_s());
  order["shipments"].push_back(shipment);
  set_status(order, unshipped_items(order).empty() ? "fulfilled" : "partial", world.now_s());
  emit_shipment_event(root, "shipment_sent", order, shipment, world.now_ms());
}

void ship(World& world, Json& root, Json& stored, bool only_one_item) {
  Json items = unshipped_items(stored["object"]);
  if (only_one_item) items = Json::array({items.at(0)});
  stored.erase("short");
  send_parcel(world, root, stored["object"], std::move(items), false);
  stored["ships_at"] = world.now_s() + kBetweenParcelsS;
}

// The last parcel that did not come back, or null.
Json* last_parcel(Json& order) {
  auto& shipments = order["shipments"];
  for (auto parcel = shipments.rbegin(); parcel != shipments.rend(); ++parcel) {
    if (!parcel->contains("returned_at")) return &*parcel;
  }
  return nullptr;
}

bool can_ship(const Json& order) { return order["status"] == "inprocess" || order["status"] == "partial"; }

void fail(World& world, Json& root, Json& order, const std::string& reason) {
  order["error"] = reason;
  set_status(order, "failed", world.now_s());
  emit_order_event(root, "order_failed", order, reason, world.now_ms());
}

void hold(World& world, Json& root, Json& stored, const std::string& reason) {
  stored["hold_reason"] = reason;
  set_status(stored["object"], "onhold", world.now_s());
  emit_order_event(root, "order_put_hold", stored["object"], reason, world.now_ms());
}

void advance(World& world, Json& root, Json& stored) {
  Json& order = stored["object"];
  if (can_ship(order)) {
    if (stored["ships_at"].get<std::int64_t>() <= world.now_s()) {
      ship(world, root, stored, root["settings"].value("printful_split", 0) == 1);
    }
    return;
  }
  const FileTally files = tally(order);
  if (!files.failure.empty()) return fail(world, root, order, files.failure);
  if (files.waiting) return;
  if (has_embroidery(order) && !stored.value("approved", false)) {
    return hold(world, root, stored, "A new embroidery design has to be looked at by a person");
  }
  set_status(order, "inprocess", world.now_s());
}

bool is_due(const Json& stored, std::int64_t now_s) {
  const Json& order = stored["object"];
  // The rest of an order that a person split waits for that person.
  if (order["status"] == "partial" && stored.value("by_hand", false)) return false;
  if (can_ship(order)) return stored["ships_at"].get<std::int64_t>() <= now_s;
  if (order["status"] != "pending") return false;
  const FileTally files = tally(order);
  return !files.failure.empty() || !files.waiting;
}

// Runs `change` on the order when `allowed` says so of its status.
template <class Allowed, class Change>
bool change_order(World& world, const std::string& order_id, Allowed allowed, Change change) {
  const auto access = world.state.edit();
  Json* stored = find_order(access.root, order_id);
  if (!stored || !allowed((*stored)["object"]["status"].get<std::string>())) return false;
  change(access.root, *stored);
  return true;
}

bool is_active(const std::string& status) { return status == "pending" || status == "inprocess" || status == "onhold"; }

}  // namespace

void advance_orders(World& world) {
  const std::int64_t now = world.now_s();
  {
    const auto access = world.state.read();
    bool any = false;
    for (const Json& stored : access.root["printful"]["orders"]) any = any || is_due(stored, now);
    if (!any) return;
  }
  const auto access = world.state.edit();
  for (auto& stored : access.root["printful"]["orders"]) {
    if (is_due(stored, now)) advance(world, access.root, stored);
  }
}

bool ship_now(World& world, const std::string& order_id) {
  return change_order(
      world, order_id, [](const std::string& status) { return status == "inprocess" || status == "partial"; },
      [&](Json& root, Json& stored) { ship(world, root, stored, false); });
}

bool ship_part(World& world, const std::string& order_id) {
  return change_order(
      world, order_id, [](const std::string& status) { return status == "inprocess" || status == "partial"; },
      [&](Json& root, Json& stored) {
        stored["by_hand"] = true;
        ship(world, root, stored, true);
      });
}

bool come_back(World& world, const std::string& order_id) {
  bool came_back = false;
  change_order(
      world, order_id, [](const std::string&) { return true; },
      [&](Json& root, Json& stored) {
        Json* parcel = last_parcel(stored["object"]);
        if (!parcel) return;
        (*parcel)["status"] = "returned";
        (*parcel)["returned_at"] = world.now_s();
        emit_shipment_event(root, "shipment_returned", stored["object"], *parcel, world.now_ms());
        came_back = true;
      });
  return came_back;
}

bool ship_again(World& world, const std::string& order_id) {
  bool sent = false;
  change_order(
      world, order_id, [](const std::string& status) { return status == "fulfilled"; },
      [&](Json& root, Json& stored) {
        Json& order = stored["object"];
        if (order["shipments"].empty()) return;
        send_parcel(world, root, order, Json(order["shipments"].back()["items"]), true);
        sent = true;
      });
  return sent;
}

bool run_short(World& world, const std::string& order_id) {
  return change_order(
      world, order_id, [](const std::string& status) { return status == "inprocess" || status == "partial"; },
      [&](Json& root, Json& stored) {
        Json& order = stored["object"];
        auto& next_id = root["printful"]["next_id"];
        const auto id = next_id.get<std::int64_t>();
        next_id = id + 1;
        stored["short"] = make_shortage(id, unshipped_items(order), world.now_s());
        stored["ships_at"] = world.now_s() + kShortForS;
        emit_shipment_event(root, "shipment_out_of_stock", order, stored["short"], world.now_ms());
      });
}

bool lose_parcel(World& world, const std::string& order_id) {
  bool lost = false;
  change_order(
      world, order_id, [](const std::string&) { return true; },
      [&](Json&, Json& stored) {
        Json* parcel = last_parcel(stored["object"]);
        if (!parcel || parcel->at("delivered_at").is_number()) return;
        (*parcel)["lost"] = true;
        lost = true;
      });
  return lost;
}

bool pay_back(World& world, const std::string& order_id) {
  return change_order(
      world, order_id, [](const std::string& status) { return status != "draft"; },
      [&](Json& root, Json& stored) {
        emit_order_event(root, "order_refunded", stored["object"], "The order was refunded", world.now_ms());
      });
}

bool fall_back_to_draft(World& world, const std::string& order_id) {
  return change_order(
      world, order_id, [](const std::string& status) { return status == "pending" || status == "onhold"; },
      [&](Json& root, Json& stored) {
        set_status(stored["object"], "draft", world.now_s());
        emit_order_event(root, "order_updated", stored["object"], "", world.now_ms());
      });
}

bool deliver(World& world, const std::string& order_id) {
  bool delivered = false;
  change_order(
      world, order_id, [](const std::string& status) { return status == "fulfilled" || status == "partial"; },
      [&](Json& root, Json& stored) {
        for (Json& shipment : stored["object"]["shipments"]) {
          if (!shipment["delivered_at"].is_null() || shipment.contains("returned_at")) continue;
          shipment["delivered_at"] = world.now_s();
          emit_shipment_event(root, "shipment_delivered", stored["object"], shipment, world.now_ms());
          delivered = true;
        }
      });
  return delivered;
}

bool put_on_hold(World& world, const std::string& order_id, const std::string& reason) {
  return change_order(
      world, order_id, [](const std::string& status) { return status == "pending" || status == "inprocess"; },
      [&](Json& root, Json& stored) { hold(world, root, stored, reason); });
}

bool remove_hold(World& world, const std::string& order_id) {
  return change_order(
      world, order_id, [](const std::string& status) { return status == "onhold"; },
      [&](Json& root, Json& stored) {
        stored["approved"] = true;
        stored["ships_at"] = world.now_s() + world.config.ship_after_seconds;
        set_status(stored["object"], "pending", world.now_s());
        emit_order_event(root, "order_remove_hold", stored["object"], "The hold was removed", world.now_ms());
      });
}

bool fail_order(World& world, const std::string& order_id, const std::string& reason) {
  return change_order(world, order_id, is_active,
                      [&](Json& root, Json& stored) { fail(world, root, stored["object"], reason); });
}

bool cancel_by_printer(World& world, const std::string& order_id, const std::string& reason) {
  return change_order(world, order_id, is_active, [&](Json& root, Json& stored) {
    set_status(stored["object"], "canceled", world.now_s());
    emit_order_event(root, "order_canceled", stored["object"], reason, world.now_ms());
  });
}

}  // namespace sandbox::printful
