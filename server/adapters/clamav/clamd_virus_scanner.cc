#include "adapters/clamav/clamd_virus_scanner.h"

#include <algorithm>

#include "adapters/clamav/clamd_connection.h"

namespace adapters::clamav {
namespace {

constexpr std::size_t kChunkBytes = 64 * 1024;

base::Failure unavailable(const std::string& why) {
  return base::fail(base::ErrorCode::kUnavailable, "We cannot check photos right now. Please try again in a moment.",
                    "clamd: " + why);
}

std::string length_prefix(std::size_t length) {
  std::string prefix(4, '\0');
  for (int i = 0; i < 4; ++i) prefix[static_cast<std::size_t>(i)] = static_cast<char>(length >> (24 - 8 * i));
  return prefix;
}

// False when clamd hung up on us: it may still have said why.
bool send_stream(ClamdConnection& connection, std::string_view bytes) {
  if (!connection.send(std::string_view{"zINSTREAM\0", 10})) return false;
  while (!bytes.empty()) {
    const std::string_view chunk = bytes.substr(0, kChunkBytes);
    if (!connection.send(length_prefix(chunk.size())) || !connection.send(chunk)) return false;
    bytes.remove_prefix(chunk.size());
  }
  return connection.send(length_prefix(0));
}

base::Result<ports::ScanVerdict> read_verdict(std::string_view answer) {
  constexpr std::string_view kPrefix = "stream: ";
  constexpr std::string_view kFound = " FOUND";
  if (answer == "stream: OK") return ports::ScanVerdict{};
  if (answer.size() > kPrefix.size() + kFound.size() && answer.substr(0, kPrefix.size()) == kPrefix &&
      answer.substr(answer.size() - kFound.size()) == kFound) {
    answer.remove_prefix(kPrefix.size());
    answer.remove_suffix(kFound.size());
    return ports::ScanVerdict{std::string(answer)};
  }
  if (answer.find("size limit exceeded") != std::string_view::npos) {
    return base::fail(base::ErrorCode::kTooLarge, "This photo is too large.", "clamd: stream limit exceeded", "photo");
  }
  return unavailable(answer.empty() ? "no answer" : "unexpected answer " + std::string(answer.substr(0, 100)));
}

}  // namespace

ClamdVirusScanner::ClamdVirusScanner(ClamdConfig config) : config_(std::move(config)) {}

base::Result<ports::ScanVerdict> ClamdVirusScanner::scan(std::string_view bytes) {
  ClamdConnection connection{std::chrono::steady_clock::now() + config_.timeout};
  if (!connection.open(config_.address)) return unavailable("cannot connect to " + config_.address);
  const bool sent = send_stream(connection, bytes);
  const std::string answer = connection.receive_line();
  // "OK" about a part is not about the whole.
  if (!sent && answer == "stream: OK") return unavailable("answered before the end");
  return read_verdict(answer);
}

}  // namespace adapters::clamav
