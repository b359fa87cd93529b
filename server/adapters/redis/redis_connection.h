#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/secret.h"

struct redisContext;

namespace adapters::redis {

// Where Redis listens: "redis://[:password@]host[:port][/db]" or "unix:///path/to.sock[?db=n]".
struct RedisAddress {
  std::string host;
  int port = 6379;
  std::string socket_path;  // instead of host and port
  int database = 0;
  base::Secret password;  // empty where none is asked for
};

std::optional<RedisAddress> redis_address_from(const std::string& url);

// What a command was answered.
struct RedisAnswer {
  enum class Kind { kNothing, kText, kError, kList };
  Kind kind = Kind::kNothing;
  std::string text;               // of kText and kError; numbers as text
  std::vector<RedisAnswer> list;  // of kList
};

// One connection; for one thread at a time.
class RedisConnection {
 public:
  // Nothing when Redis does not answer in `patience`. Makes the process ignore SIGPIPE unless it has a handler for it.
  static std::unique_ptr<RedisConnection> open(const RedisAddress& address, std::chrono::milliseconds patience);
  ~RedisConnection();
  RedisConnection(const RedisConnection&) = delete;
  RedisConnection& operator=(const RedisConnection&) = delete;

  // Nothing when the connection broke or no answer came in `patience`; it is then of no further use.
  std::optional<RedisAnswer> command(const std::vector<std::string>& words, std::chrono::milliseconds patience);

 private:
  explicit RedisConnection(redisContext* context) : context_(context) {}

  redisContext* context_;
};

}  // namespace adapters::redis
