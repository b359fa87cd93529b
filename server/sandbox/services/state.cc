#include "sandbox/services/state.h"

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace sandbox {
namespace {

using Json = nlohmann::json;

Json nothing_yet() {
  const Json none = Json::object();
  return {{"stripe",
           {{"sessions", none},
            {"payment_intents", none},
            {"charges", none},
            {"refunds", none},
            {"coupons", none},
            {"products", none},
            {"prices", none},
            {"payment_methods", none},
            {"disputes", none},
            {"events", Json::array()},
            {"idempotency", none},
            {"challenges", none}}},
          {"printful", {{"orders", none}, {"by_external_id", none}, {"files", none}, {"downloads", none}, {"next_id", 100001}}},
          {"printify", {{"orders", none}, {"next_position", 0}}},
          {"easypost", {{"addresses", none}, {"trackers", none}}},
          {"sendgrid", {{"mails", Json::array()}}},
          {"webhooks", {{"queue", Json::array()}, {"deliveries", Json::array()}}},
          {"settings", {{"stripe_webhook", "after"}, {"webhook_copies", 1}, {"webhook_delay_ms", 200}, {"webhook_shuffle_ms", 0}, {"webhook_seed", 0}, {"sendgrid_events", "on"}}}};
}

Json read_snapshot(const std::string& dir) {
  Json state = nothing_yet();
  if (dir.empty()) return state;
  std::ifstream file(dir + "/state.json");
  const Json kept = Json::parse(file, nullptr, false);
  if (!kept.is_object()) return state;
  for (auto& [section, members] : state.items()) {
    if (kept.contains(section)) members.update(kept[section]);
  }
  return state;
}

}  // namespace

State::State(std::string dir) : dir_(std::move(dir)), root_(std::make_unique<Json>(read_snapshot(dir_))) {
  // A request that a restart interrupted will never answer.
  auto& keys = (*root_)["stripe"]["idempotency"];
  for (auto it = keys.begin(); it != keys.end();) {
    it = it->value("running", false) ? keys.erase(it) : std::next(it);
  }
}

State::~State() { save(); }

State::Access State::edit() {
  std::unique_lock lock(mutex_);
  edited_ = true;
  return {std::move(lock), *root_};
}

State::Access State::read() { return {std::unique_lock(mutex_), *root_}; }

void State::reset() {
  const auto access = edit();
  access.root = nothing_yet();
}

void State::save() {
  if (dir_.empty()) return;
  std::string text;
  {
    const std::lock_guard lock(mutex_);
    if (!std::exchange(edited_, false)) return;
    text = root_->dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  std::filesystem::create_directories(dir_);
  const std::string path = dir_ + "/state.json";
  std::ofstream(path + ".new", std::ios::binary) << text;
  std::error_code ignored;
  std::filesystem::rename(path + ".new", path, ignored);
}

}  // namespace sandbox
