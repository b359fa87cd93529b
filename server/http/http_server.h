#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "http/message.h"

namespace http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 9080;                  // 0: any free one, see Server::port
  int threads = 16;                           // each runs handlers to completion; size the database pool alike
  std::size_t max_request_bytes = 42u << 20;  // headers and body
  std::size_t max_response_bytes = 128u << 20;
  int drain_timeout_ms = 8000;
};

// Handlers are called concurrently and answered in the handler's own thread and flushed before it returns: Pistache
// 0.0.5 otherwise delivers queued answers to whoever has the descriptor next. Exceptions become a plain 500 problem.
// Meant to stand behind a proxy on loopback, never on the open network.
class Server {
 public:
  // Listens and answers from now on. Throws std::runtime_error when the address cannot be bound.
  Server(const ServerOptions& options, Handler handler);
  ~Server();  // drains
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] std::uint16_t port() const;

  // From now on answers say "Connection: close"; returns when nothing is in flight or drain_timeout_ms are over.
  void drain();

 private:
  struct Running;
  std::unique_ptr<Running> running_;
};

// Serves until SIGTERM or SIGINT, then answers what is in flight (at most drain_timeout_ms) and returns.
// Must be called with both signals blocked in every thread (block_termination_signals, first thing in main).
// `on_draining` runs once, before the wait. Throws like Server.
void serve(const ServerOptions& options, Handler handler, const std::function<void()>& on_draining = {});

void block_termination_signals();

}  // namespace http
