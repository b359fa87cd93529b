#include "sandbox/services/printful/print_files.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "base/digest.h"
#include "sandbox/services/outbound.h"

namespace sandbox::printful {
namespace {

using Json = nlohmann::json;

std::uint32_t big_endian(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

base::Failure unusable(std::string why) { return base::fail(base::ErrorCode::kInvalidInput, std::move(why)); }

// A shop that does not answer now is asked again after 1, 2, 4, 8 and 16 seconds.
constexpr int kDownloadTries = 6;

bool is_due(const Json& printful, const std::string& url, std::int64_t now_ms) {
  const auto waiting = printful.find("downloads");  // not in a state that an older sandbox saved
  if (waiting == printful.end() || !waiting->contains(url)) return true;
  return (*waiting)[url]["not_before_ms"].get<std::int64_t>() <= now_ms;
}

std::optional<std::string> next_waiting_url(World& world) {
  const auto access = world.state.read();
  const auto now_ms = world.now_ms();
  for (const Json& stored : access.root["printful"]["orders"]) {
    if (stored["object"]["status"] != "pending") continue;
    for (const Json& item : stored["object"]["items"]) {
      for (const Json& file : item["files"]) {
        if (file["status"] != "waiting") continue;
        const auto url = file["url"].get<std::string>();
        if (is_due(access.root["printful"], url, now_ms)) return url;
      }
    }
  }
  return std::nullopt;
}

Json failed(const std::string& why) { return {{"status", "failed"}, {"error", why}}; }

bool may_answer_later(const OutboundAnswer& answer) {
  return answer.status >= 500 || (answer.status == 0 && !answer.too_large);
}

Json judge(const OutboundAnswer& answer) {
  if (answer.status == 0) return failed("The file could not be downloaded: " + answer.error);
  if (answer.status != 200)
    return failed("The file could not be downloaded: HTTP status " + std::to_string(answer.status));
  const auto facts = inspect_png(answer.body);
  if (!facts) return failed(facts.error().public_message);
  const std::string sha256 = base::sha256_hex(answer.body);
  return {{"status", "ok"},        {"sha256", sha256},        {"size", answer.body.size()},
          {"width", facts->width}, {"height", facts->height}, {"dpi", facts->dpi}};
}

void note(Json& file, const Json& facts) {
  file["status"] = facts["status"];
  if (facts["status"] == "failed") {
    file["error"] = facts["error"];
    return;
  }
  file["hash"] = facts["sha256"].get<std::string>().substr(0, 32);
  file["sha256"] = facts["sha256"];
  file["size"] = facts["size"];
  file["width"] = facts["width"];
  file["height"] = facts["height"];
  file["dpi"] = facts["dpi"] == 0 ? Json() : facts["dpi"];
  file["mime_type"] = "image/png";
  const auto url = file["url"].get<std::string>();
  file["filename"] = url.substr(url.rfind('/') + 1);
}

// False when it was tried often enough.
bool put_off(Json& downloads, const std::string& url, std::int64_t now_ms) {
  const int tries = downloads.contains(url) ? downloads[url]["tries"].get<int>() + 1 : 1;
  downloads[url] = {{"tries", tries}, {"not_before_ms", now_ms + (1000LL << (tries - 1))}};
  return tries < kDownloadTries;
}

std::optional<Json> known_facts(World& world, const std::string& url) {
  const auto access = world.state.read();
  const auto& files = access.root["printful"]["files"];
  const auto found = files.find(url);
  return found == files.end() ? std::nullopt : std::optional<Json>(*found);
}

}  // namespace

base::Result<PngFacts> inspect_png(std::string_view bytes) {
  static constexpr std::string_view kSignature("\x89PNG\r\n\x1a\n", 8);
  if (!bytes.starts_with(kSignature)) return unusable("The file is not a PNG.");
  PngFacts facts;
  std::size_t at = kSignature.size();
  while (at + 12 <= bytes.size()) {
    const std::size_t length = big_endian(bytes, at);
    const std::string_view type = bytes.substr(at + 4, 4);
    if (length > bytes.size() - at - 12) break;
    const std::size_t data = at + 8;
    if (type == "IHDR" && length >= 13) {
      facts.width = big_endian(bytes, data);
      facts.height = big_endian(bytes, data + 4);
    } else if (type == "pHYs" && length == 9 && bytes[data + 8] == 1) {
      // Pixels per metre; 0.0254 m is an inch.
      facts.dpi = static_cast<int>((big_endian(bytes, data) * 254LL + 5000) / 10000);
    } else if (type == "IEND") {
      if (facts.width == 0 || facts.height == 0) return unusable("The picture has no size.");
      return facts;
    }
    at = data + length + 4;
  }
  return unusable("The file ends too early.");
}

bool fetch_next_file(World& world) {
  const auto url = next_waiting_url(world);
  if (!url) return false;
  auto facts = known_facts(world, *url);
  bool later = false;
  if (!facts) {
    const auto answer = download(*url, kMostFileBytes);
    later = may_answer_later(answer);
    facts = judge(answer);
  }
  const auto access = world.state.edit();
  auto& printful = access.root["printful"];
  auto& downloads = printful["downloads"];
  if (later && put_off(downloads, *url, world.now_ms())) return true;
  if (downloads.contains(*url)) downloads.erase(*url);
  if ((*facts)["status"] == "ok") printful["files"][*url] = *facts;
  for (auto& stored : printful["orders"]) {
    if (stored["object"]["status"] != "pending") continue;
    for (auto& item : stored["object"]["items"]) {
      for (auto& file : item["files"]) {
        if (file["url"] == *url && file["status"] == "waiting") note(file, *facts);
      }
    }
  }
  return true;
}

}  // namespace sandbox::printful
