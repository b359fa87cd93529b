#include "http/http_server.h"

#include <pistache/endpoint.h>
#include <pistache/peer.h>
#include <signal.h>
#include <sys/random.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <stdexcept>

#include "base/digest.h"
#include "base/log.h"
#include "http/url.h"
#include "http/wire.h"

namespace http {
namespace {

std::string random_id() {
  unsigned char bytes[12];
  if (::getrandom(bytes, sizeof bytes, 0) != sizeof bytes) throw std::runtime_error("no randomness");
  return base::to_hex({reinterpret_cast<const char*>(bytes), sizeof bytes});
}

bool is_request_id(std::string_view text) {
  if (text.size() < 8 || text.size() > 64) return false;
  return text.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.") ==
         std::string_view::npos;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// Pistache's own parsers answer 500 to ordinary browser values of these two headers, so the proxy renames them.
void restore_renamed_headers(Request& request) {
  for (const std::string name : {"cookie", "accept"}) {
    auto renamed = request.headers.extract("x-" + name);
    if (renamed.empty()) continue;
    if (renamed.mapped().empty()) continue;
    renamed.key() = name;
    request.headers.erase(name);
    request.headers.insert(std::move(renamed));
  }
}

// False when the path or the query cannot be decoded.
bool read_request(const Pistache::Http::Request& from, Request& to) {
  to.method = Pistache::Http::methodString(from.method());
  if (to.method == "HEAD") to.method = "GET";
  for (const auto& [name, raw] : from.headers().rawList()) to.headers.emplace(lower(name), raw.value());
  restore_renamed_headers(to);
  const auto given_id = to.header("x-request-id");
  to.id = is_request_id(given_id) ? std::string(given_id) : random_id();

  auto path = percent_decode(from.resource());
  if (!path || path->empty() || path->front() != '/' || path->find('\0') != std::string::npos) return false;
  to.path = *std::move(path);
  const auto& query = from.query();
  for (auto it = query.parameters_begin(); it != query.parameters_end(); ++it) {
    for (auto& [name, value] : form_decode(it->first + "=" + it->second)) to.query.emplace(name, value);
  }
  const std::string& body = from.body();  // the overload on a non-const request copies
  to.body = body;
  return true;
}

Response problem(int status, std::string_view title, std::string_view detail) {
  std::string body = R"({"type":"about:blank","title":")";
  body.append(title).append(R"(","status":)").append(std::to_string(status)).append(R"(,"detail":")");
  body.append(detail).append("\"}");
  return Response{.status = status, .content_type = "application/problem+json", .body = std::move(body), .headers = {}};
}

Response internal_error() {
  return problem(500, "Internal Server Error", "Something went wrong on our side. Please try again in a moment.");
}

Response run_handler(const Handler& handler, const Request& request) {
  try {
    return handler(request);
  } catch (const std::exception& failure) {
    base::log(base::LogLevel::kError, "request failed",
              {{"request_id", request.id}, {"cause", failure.what()}});  // no path: it may hold a capability
  } catch (...) {
    base::log(base::LogLevel::kError, "request failed", {{"request_id", request.id}});
  }
  return internal_error();
}

bool wants_keep_alive(const Pistache::Http::Request& raw, const Request& request) {
  const std::string connection = lower(request.header("connection"));
  if (raw.version() == Pistache::Http::Version::Http10) return connection.find("keep-alive") != std::string::npos;
  return connection.find("close") == std::string::npos;
}

// What is in flight, and whether new answers should ask clients to leave.
struct Traffic {
  std::atomic<bool> draining{false};
  std::mutex mutex;
  std::condition_variable idle;
  int in_flight = 0;

  void enter() {
    const std::lock_guard lock(mutex);
    ++in_flight;
  }
  void leave() {
    const std::lock_guard lock(mutex);
    if (--in_flight == 0) idle.notify_all();
  }
};

struct InFlight {
  explicit InFlight(Traffic& traffic) : traffic_(traffic) { traffic_.enter(); }
  ~InFlight() { traffic_.leave(); }
  Traffic& traffic_;
};

class PistacheHandler : public Pistache::Http::Handler {
 public:
  HTTP_PROTOTYPE(PistacheHandler)

  struct Shared {
    ServerOptions options;
    http::Handler handler;
    Traffic traffic;
  };

  explicit PistacheHandler(std::shared_ptr<Shared> shared) : shared_(std::move(shared)) {}

  void onRequest(const Pistache::Http::Request& raw, Pistache::Http::ResponseWriter writer) override {
    const InFlight in_flight(shared_->traffic);
    try {
      answer(raw, writer);
    } catch (const std::exception& failure) {
      // Mostly a client that left; Pistache would send what() to whoever is there.
      base::log(base::LogLevel::kWarning, "answer not sent", {{"cause", failure.what()}});
    } catch (...) {
      base::log(base::LogLevel::kWarning, "answer not sent");
    }
  }

 private:
  void answer(const Pistache::Http::Request& raw, Pistache::Http::ResponseWriter& writer) {
    Request request;
    const bool readable = read_request(raw, request);
    Response response = readable ? run_handler(shared_->handler, request)
                                 : problem(400, "Bad Request", "The address could not be read.");
    if (response.body.size() > shared_->options.max_response_bytes) response = internal_error();
    const WireOptions wire{
        .head = raw.method() == Pistache::Http::Method::Head,
        .keep_alive = wants_keep_alive(raw, request) && !shared_->traffic.draining && !response.cut_after_bytes,
        .request_id = request.id};
    std::string bytes = write_response(response, wire);
    if (response.cut_after_bytes) bytes.resize(std::min(bytes.size(), *response.cut_after_bytes));
    send(writer, std::move(bytes), wire.keep_alive);
  }

  void send(Pistache::Http::ResponseWriter& writer, std::string bytes, bool keep_alive) {
    const auto peer = writer.getPeer();
    if (!peer) return;
    peer->setIdle(true);
    const bool nothing = bytes.empty();
    if (!nothing) {
      const auto size = bytes.size();
      peer->send(Pistache::RawBuffer(std::move(bytes), size));
      transport()->flush();
    }
    if (keep_alive) return;
    // Only half closed: the descriptor stays Pistache's until it has read the end of the stream itself.
    if (nothing) {
      const linger reset{.l_onoff = 1, .l_linger = 0};
      ::setsockopt(peer->fd(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    }
    ::shutdown(peer->fd(), nothing ? SHUT_RD : SHUT_WR);
  }

  std::shared_ptr<Shared> shared_;
};

}  // namespace

struct Server::Running {
  std::shared_ptr<PistacheHandler::Shared> shared = std::make_shared<PistacheHandler::Shared>();
  std::unique_ptr<Pistache::Http::Endpoint> endpoint;
};

Server::Server(const ServerOptions& options, Handler handler) : running_(std::make_unique<Running>()) {
  running_->shared->options = options;
  running_->shared->handler = std::move(handler);
  using Pistache::Tcp::Options;
  running_->endpoint =
      std::make_unique<Pistache::Http::Endpoint>(Pistache::Address(options.address, Pistache::Port(options.port)));
  running_->endpoint->init(
      Pistache::Http::Endpoint::options()
          .threads(options.threads)
          .maxRequestSize(options.max_request_bytes)
          .maxResponseSize(options.max_response_bytes)
          .flags(Pistache::Flags<Options>(Options::ReuseAddr) | Options::NoDelay | Options::CloseOnExec));
  running_->endpoint->setHandler(std::make_shared<PistacheHandler>(running_->shared));
  running_->endpoint->serveThreaded();
}

Server::~Server() {
  drain();
  running_->endpoint->shutdown();
}

std::uint16_t Server::port() const { return static_cast<std::uint16_t>(running_->endpoint->getPort()); }

void Server::drain() {
  Traffic& traffic = running_->shared->traffic;
  traffic.draining = true;
  std::unique_lock lock(traffic.mutex);
  traffic.idle.wait_for(lock, std::chrono::milliseconds(running_->shared->options.drain_timeout_ms),
                        [&] { return traffic.in_flight == 0; });
}

void block_termination_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
}

void serve(const ServerOptions& options, Handler handler, const std::function<void()>& on_draining) {
  Server server(options, std::move(handler));
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  int received = 0;
  while (sigwait(&signals, &received) != 0) {
  }
  if (on_draining) on_draining();
  server.drain();
}

}  // namespace http
