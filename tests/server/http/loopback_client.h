#pragma once

#include <cstdint>
#include <string>

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

std::string body_of(const std::string& answer);
