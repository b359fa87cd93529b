#include "sandbox/services/printify/production.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "sandbox/services/outbound.h"
#include "sandbox/services/printful/print_files.h"
#include "sandbox/services/printify/orders.h"
#include "sandbox/services/random_id.h"

namespace sandbox::printify {
namespace {

using Json = nlohmann::json;

constexpr int kDownloadTries = 6;

std::string tracking_number() {
  std::string number = "92";
  for (const char c : random_id("", 20)) number += static_cast<char>('0' + static_cast<unsigned char>(c) % 10);
  return number;
}

Json carrier_of(const Json& shipment) {
  return {{"code", shipment["carrier"]}, {"tracking_number", shipment["number"]}, {"tracking_url", shipment["url"]}};
}

void ship(World& world, Json& root, Json& order) {
  const std::string number = tracking_number();
  const Json shipment = {{"carrier", "USPS"},
                         {"number", number},
                         {"url", "https://tools.usps.com/go/TrackConfirmAction?tLabels=" + number},
                         {"shipped_at", time_of(world.now_s())},
                         {"delivered_at", nullptr}};
  order["shipments"].push_back(shipment);
  order["fulfilled_at"] = time_of(world.now_s());
  order["status"] = "fulfilled";
  for (Json& item : order["line_items"]) item["status"] = "fulfilled";
  emit(root, world, "order:shipment:created", order["id"],
       {{"shipped_at", shipment["shipped_at"]}, {"carrier", carrier_of(shipment)}, {"skus", Json::array()}});
}

// Runs `change` on the order where `allowed` says so of its status.
template <class Allowed, class Change>
bool change_order(World& world, const std::string& id, Allowed allowed, Change change) {
  const auto access = world.state.edit();
  Json* stored = find_order(access.root, id);
  if (!stored || !allowed((*stored)["object"]["status"].get<std::string>())) return false;
  change(access.root, *stored);
  return true;
}

struct Waiting {
  std::string id;
  std::string url;
};

std::optional<Waiting> next_file(World& world) {
  const auto access = world.state.read();
  for (const auto& [id, stored] : access.root["printify"]["orders"].items()) {
    if (stored["object"]["status"] != "sending-to-production" || stored.value("not_before_ms", std::int64_t{0}) > world.now_ms()) continue;
    for (const Json& file : stored["files"]) {
      if (file["status"] == "waiting") return Waiting{id, file["url"]};
    }
  }
  return std::nullopt;
}

Json facts_of(const OutboundAnswer& answer) {
  if (answer.status != 200) return {{"status", "failed"}, {"error", "The image could not be downloaded"}};
  const auto png = printful::inspect_png(answer.body);
  if (!png) return {{"status", "failed"}, {"error", png.error().public_message}};
  return {{"status", "ok"}, {"width", png->width}, {"height", png->height}};
}

// All files are there, or one is of no use.
void settle(World& world, Json& root, Json& stored) {
  bool waiting = false;
  bool failed = false;
  for (const Json& file : stored["files"]) {
    waiting = waiting || file["status"] == "waiting";
    failed = failed || file["status"] == "failed";
  }
  if (failed) return set_status(root, world, stored["object"], "has-issues");
  if (waiting) return;
  stored["ships_at"] = world.now_s() + world.config.ship_after_seconds;
  set_status(root, world, stored["object"], "in-production");
}

}  // namespace

bool fetch_files(World& world) {
  const auto file = next_file(world);
  if (!file) return false;
  const auto fetched = download(file->url, printful::kMostFileBytes);
  const bool may_come_later = fetched.status >= 500 || (fetched.status == 0 && !fetched.too_large);
  const auto access = world.state.edit();
  Json* stored = find_order(access.root, file->id);
  if (!stored || (*stored)["object"]["status"] != "sending-to-production") return true;
  const int tries = stored->value("tries", 0) + 1;
  (*stored)["tries"] = tries;
  if (may_come_later && tries < kDownloadTries) {
    (*stored)["not_before_ms"] = world.now_ms() + (1000LL << (tries - 1));
    return true;
  }
  for (Json& waiting : (*stored)["files"]) {
    if (waiting["url"] == file->url) waiting.update(facts_of(fetched));
  }
  settle(world, access.root, *stored);
  return true;
}

void advance_orders(World& world) {
  const auto is_due = [&](const Json& stored) {
    return stored["object"]["status"] == "in-production" && stored["ships_at"].is_number() &&
           stored["ships_at"].get<std::int64_t>() <= world.now_s();
  };
  {
    const auto access = world.state.read();
    bool any = false;
    for (const Json& stored : access.root["printify"]["orders"]) any = any || is_due(stored);
    if (!any) return;
  }
  const auto access = world.state.edit();
  for (Json& stored : access.root["printify"]["orders"]) {
    if (is_due(stored)) ship(world, access.root, stored["object"]);
  }
}

bool ship_now(World& world, const std::string& id) {
  return change_order(
      world, id, [](const std::string& status) { return status == "in-production"; },
      [&](Json& root, Json& stored) { ship(world, root, stored["object"]); });
}

bool deliver(World& world, const std::string& id) {
  return change_order(
      world, id, [](const std::string& status) { return status == "fulfilled"; },
      [&](Json& root, Json& stored) {
        for (Json& shipment : stored["object"]["shipments"]) {
          if (!shipment["delivered_at"].is_null()) continue;
          shipment["delivered_at"] = time_of(world.now_s());
          emit(root, world, "order:shipment:delivered", id,
               {{"delivered_at", shipment["delivered_at"]}, {"carrier", carrier_of(shipment)}, {"skus", Json::array()}});
        }
      });
}

bool refuse_payment(World& world, const std::string& id) {
  return change_order(
      world, id, [](const std::string& status) { return status == "on-hold" || status == "sending-to-production"; },
      [&](Json& root, Json& stored) { set_status(root, world, stored["object"], "payment-not-received"); });
}

bool report_issues(World& world, const std::string& id) {
  return change_order(
      world, id, [](const std::string& status) { return status == "sending-to-production" || status == "in-production"; },
      [&](Json& root, Json& stored) { set_status(root, world, stored["object"], "has-issues"); });
}

bool delete_order(World& world, const std::string& id) {
  const auto access = world.state.edit();
  return access.root["printify"]["orders"].erase(id) > 0;
}

bool cancel_by_printer(World& world, const std::string& id) {
  return change_order(
      world, id, [](const std::string& status) { return status != "canceled" && status != "fulfilled"; },
      [&](Json& root, Json& stored) { set_status(root, world, stored["object"], "canceled"); });
}

}  // namespace sandbox::printify
