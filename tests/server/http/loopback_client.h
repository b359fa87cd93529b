#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>

// A client that speaks raw bytes to 127.0.0.1, to test what a well-behaved library would hide.
class LoopbackClient {
 public:
  explicit LoopbackClient(std::uint16_t port);
  ~LoopbackClient();
  LoopbackClient(const LoopbackClient&) = delete;
  LoopbackClient& operator=(const LoopbackClient&) = delete;

  void send(const std::string& bytes);
  // One answer: head and as many body bytes as Content-Length says (none after HEAD). Ends early with the connection.
  std::string receive(bool head_only = false);
  // True when the server has ended the connection (waits up to two seconds).
  bool ended();
  bool was_reset() const { return reset_; }

 private:
  bool read_more();

  int socket_ = -1;
  bool reset_ = false;
  std::string buffer_;
};

inline LoopbackClient::LoopbackClient(std::uint16_t port) {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    throw std::runtime_error("cannot connect");
  }
  const timeval limit{.tv_sec = 20, .tv_usec = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
}

inline LoopbackClient::~LoopbackClient() { ::close(socket_); }

inline void LoopbackClient::send(const std::string& bytes) {
  std::size_t sent = 0;
  while (sent < bytes.size()) {
    const auto count = ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (count <= 0) return;
    sent += static_cast<std::size_t>(count);
  }
}

inline bool LoopbackClient::read_more() {
  char chunk[65536];
  const auto count = ::recv(socket_, chunk, sizeof chunk, 0);
  if (count < 0 && errno == ECONNRESET) reset_ = true;
  if (count <= 0) return false;
  buffer_.append(chunk, static_cast<std::size_t>(count));
  return true;
}

inline std::string LoopbackClient::receive(bool head_only) {
  std::size_t head_end = 0;
  while ((head_end = buffer_.find("\r\n\r\n")) == std::string::npos) {
    if (!read_more()) return std::exchange(buffer_, {});
  }
  std::size_t size = head_end + 4;
  const auto length = buffer_.find("Content-Length: ");
  if (!head_only && length < head_end) size += std::stoul(buffer_.substr(length + 16));
  while (buffer_.size() < size) {
    if (!read_more()) return std::exchange(buffer_, {});
  }
  std::string answer = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return answer;
}

inline bool LoopbackClient::ended() {
  pollfd waiting{.fd = socket_, .events = POLLIN, .revents = 0};
  return ::poll(&waiting, 1, 2000) == 1 && !read_more();
}

inline std::string body_of(const std::string& answer) {
  const auto head_end = answer.find("\r\n\r\n");
  return head_end == std::string::npos ? std::string{} : answer.substr(head_end + 4);
}
