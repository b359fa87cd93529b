#include "adapters/redis/redis_connection.h"

#include <hiredis/hiredis.h>

#include <charconv>
#include <csignal>
#include <mutex>
#include <string_view>

namespace adapters::redis {
namespace {

timeval to_timeval(std::chrono::milliseconds time) {
  return {static_cast<time_t>(time.count() / 1000), static_cast<suseconds_t>(time.count() % 1000 * 1000)};
}

// hiredis writes without MSG_NOSIGNAL: the first command after Redis closed a connection would end the process.
void ignore_sigpipe() {
  static std::once_flag once;
  std::call_once(once, [] {
    struct sigaction current {};
    sigaction(SIGPIPE, nullptr, &current);
    if (current.sa_handler == SIG_DFL) std::signal(SIGPIPE, SIG_IGN);
  });
}

std::optional<int> number_from(std::string_view digits) {
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size() || number < 0) return std::nullopt;
  return number;
}

std::optional<RedisAddress> unix_address(std::string_view rest) {
  RedisAddress address;
  const auto query = rest.find("?db=");
  if (query != std::string_view::npos) {
    const auto database = number_from(rest.substr(query + 4));
    if (!database) return std::nullopt;
    address.database = *database;
  }
  address.socket_path = rest.substr(0, query);
  if (!address.socket_path.starts_with("/")) return std::nullopt;
  return address;
}

std::optional<RedisAddress> tcp_address(std::string_view rest) {
  RedisAddress address;
  if (const auto slash = rest.find('/'); slash != std::string_view::npos) {
    const auto path = rest.substr(slash + 1);
    const auto database = path.empty() ? std::optional(0) : number_from(path);
    if (!database) return std::nullopt;
    address.database = *database;
    rest = rest.substr(0, slash);
  }
  if (const auto at = rest.rfind('@'); at != std::string_view::npos) {
    if (rest[0] != ':' || at < 2) return std::nullopt;
    address.password = base::Secret(std::string(rest.substr(1, at - 1)));
    rest = rest.substr(at + 1);
  }
  if (const auto colon = rest.rfind(':'); colon != std::string_view::npos) {
    const auto port = number_from(rest.substr(colon + 1));
    if (!port || *port == 0 || *port > 65535) return std::nullopt;
    address.port = *port;
    rest = rest.substr(0, colon);
  }
  address.host = rest;
  if (address.host.empty()) return std::nullopt;
  return address;
}

RedisAnswer answer_from(const redisReply& reply) {
  RedisAnswer answer;
  switch (reply.type) {
    case REDIS_REPLY_STRING:
    case REDIS_REPLY_STATUS: answer = {RedisAnswer::Kind::kText, {reply.str, reply.len}, {}}; break;
    case REDIS_REPLY_ERROR: answer = {RedisAnswer::Kind::kError, {reply.str, reply.len}, {}}; break;
    case REDIS_REPLY_INTEGER: answer = {RedisAnswer::Kind::kText, std::to_string(reply.integer), {}}; break;
    case REDIS_REPLY_ARRAY:
      answer.kind = RedisAnswer::Kind::kList;
      for (std::size_t i = 0; i < reply.elements; ++i) answer.list.push_back(answer_from(*reply.element[i]));
      break;
    default: break;
  }
  return answer;
}

}  // namespace

std::optional<RedisAddress> redis_address_from(const std::string& url) {
  const std::string_view view = url;
  if (view.starts_with("unix://")) return unix_address(view.substr(7));
  if (view.starts_with("redis://")) return tcp_address(view.substr(8));
  return std::nullopt;
}

std::unique_ptr<RedisConnection> RedisConnection::open(const RedisAddress& address,
                                                       std::chrono::milliseconds patience) {
  ignore_sigpipe();
  const timeval limit = to_timeval(patience);
  redisContext* context = address.socket_path.empty()
                              ? redisConnectWithTimeout(address.host.c_str(), address.port, limit)
                              : redisConnectUnixWithTimeout(address.socket_path.c_str(), limit);
  if (context == nullptr) return nullptr;
  std::unique_ptr<RedisConnection> connection(new RedisConnection(context));
  if (context->err != 0) return nullptr;
  if (!address.password.empty()) {
    const auto let_in = connection->command({"AUTH", address.password.expose()}, patience);
    if (!let_in || let_in->kind == RedisAnswer::Kind::kError) return nullptr;
  }
  if (address.database != 0) {
    const auto selected = connection->command({"SELECT", std::to_string(address.database)}, patience);
    if (!selected || selected->kind == RedisAnswer::Kind::kError) return nullptr;
  }
  return connection;
}

RedisConnection::~RedisConnection() { redisFree(context_); }

std::optional<RedisAnswer> RedisConnection::command(const std::vector<std::string>& words,
                                                    std::chrono::milliseconds patience) {
  redisSetTimeout(context_, to_timeval(patience));
  std::vector<const char*> pointers;
  std::vector<std::size_t> lengths;
  for (const auto& word : words) {
    pointers.push_back(word.data());
    lengths.push_back(word.size());
  }
  auto* reply = static_cast<redisReply*>(
      redisCommandArgv(context_, static_cast<int>(words.size()), pointers.data(), lengths.data()));
  if (reply == nullptr) return std::nullopt;
  auto answer = answer_from(*reply);
  freeReplyObject(reply);
  return answer;
}

}  // namespace adapters::redis
