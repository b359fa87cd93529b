#include "base/log.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>
#include <unistd.h>
#include <vector>

#include "base/timestamp.h"

namespace {

// What `write` puts on standard error, line by line.
template <class Write>
std::vector<std::string> lines_of(Write&& write) {
  FILE* file = std::tmpfile();
  const int saved = ::dup(STDERR_FILENO);
  ::dup2(::fileno(file), STDERR_FILENO);
  write();
  ::dup2(saved, STDERR_FILENO);
  ::close(saved);
  std::rewind(file);
  std::string text;
  for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file)) text += static_cast<char>(c);
  std::fclose(file);
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

}  // namespace

TEST_CASE("a log entry is one line of JSON, whatever is in it") {
  const auto lines = lines_of([] {
    base::log(base::LogLevel::kWarning, "two\nlines", {{"name", "\"quoted\" \xff"}});
  });
  REQUIRE(lines.size() == 1);
  const auto entry = nlohmann::json::parse(lines[0]);
  CHECK(entry["severity"] == "WARNING");
  CHECK(entry["message"] == "two\nlines");
  CHECK(entry["name"].get<std::string>().starts_with("\"quoted\""));
  CHECK(base::from_rfc3339(entry["time"].get<std::string>()));
}

TEST_CASE("an error is logged with its code and cause") {
  const auto lines = lines_of([] {
    base::log_error("it failed", {base::ErrorCode::kUnavailable, "Try later.", "connection refused", {}}, {{"id", "7"}});
  });
  const auto entry = nlohmann::json::parse(lines.at(0));
  CHECK(entry["severity"] == "ERROR");
  CHECK(entry["code"] == "unavailable");
  CHECK(entry["cause"] == "connection refused");
  CHECK(entry["id"] == "7");
}

TEST_CASE("lines of several threads stay whole") {
  const auto lines = lines_of([] {
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
      threads.emplace_back([] {
        for (int i = 0; i < 50; ++i) base::log(base::LogLevel::kInfo, std::string(500, 'x'));
      });
    }
    for (auto& thread : threads) thread.join();
  });
  CHECK(lines.size() == 200);
  for (const auto& line : lines) CHECK(nlohmann::json::accept(line));
}
