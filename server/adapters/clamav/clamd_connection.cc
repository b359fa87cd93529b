#include "adapters/clamav/clamd_connection.h"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

namespace adapters::clamav {
namespace {

constexpr std::size_t kMaxAnswer = 4096;

}  // namespace

ClamdConnection::~ClamdConnection() {
  if (socket_ >= 0) ::close(socket_);
}

bool ClamdConnection::wait_for(short events) const {
  for (;;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - std::chrono::steady_clock::now()).count();
    if (left <= 0) return false;
    pollfd watched{socket_, events, 0};
    const int ready = ::poll(&watched, 1, static_cast<int>(std::min<long long>(left, 1'000'000)));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

bool ClamdConnection::connect_to(int family, const void* address, unsigned length) {
  if (socket_ >= 0) ::close(std::exchange(socket_, -1));
  socket_ = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (socket_ < 0) return false;
  if (::connect(socket_, static_cast<const sockaddr*>(address), length) == 0) return true;
  if (errno != EINPROGRESS || !wait_for(POLLOUT)) return false;
  int error = 0;
  socklen_t size = sizeof error;
  return ::getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
}

bool ClamdConnection::open(const std::string& address) {
  if (!address.empty() && address.front() == '/') {
    sockaddr_un local{};
    local.sun_family = AF_UNIX;
    if (address.size() >= sizeof local.sun_path) return false;
    std::memcpy(local.sun_path, address.c_str(), address.size());
    return connect_to(AF_UNIX, &local, sizeof local);
  }
  const auto colon = address.rfind(':');
  if (colon == std::string::npos) return false;
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(address.substr(0, colon).c_str(), address.substr(colon + 1).c_str(), &wanted, &found) != 0) {
    return false;
  }
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owned{found, ::freeaddrinfo};
  for (const addrinfo* at = found; at != nullptr; at = at->ai_next) {
    if (connect_to(at->ai_family, at->ai_addr, at->ai_addrlen)) return true;
  }
  return false;
}

bool ClamdConnection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    } else if (errno == EAGAIN) {
      if (!wait_for(POLLOUT)) return false;
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

std::string ClamdConnection::receive_line() {
  std::string line;
  std::array<char, 512> buffer{};
  while (line.size() < kMaxAnswer) {
    const auto count = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (count > 0) {
      line.append(buffer.data(), static_cast<std::size_t>(count));
      if (const auto end = line.find('\0'); end != std::string::npos) return line.substr(0, end);
    } else if (count < 0 && errno == EAGAIN) {
      if (!wait_for(POLLIN)) return {};
    } else if (count == 0 || errno != EINTR) {
      break;
    }
  }
  return {};
}

}  // namespace adapters::clamav
