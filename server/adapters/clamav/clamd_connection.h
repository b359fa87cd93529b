#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace adapters::clamav {

// A socket on which every call ends by the deadline. Never raises SIGPIPE.
class ClamdConnection {
 public:
  explicit ClamdConnection(std::chrono::steady_clock::time_point deadline) : deadline_(deadline) {}
  ~ClamdConnection();
  ClamdConnection(const ClamdConnection&) = delete;
  ClamdConnection& operator=(const ClamdConnection&) = delete;

  bool open(const std::string& address);  // "/path" or "host:port"
  bool send(std::string_view bytes);
  // Up to the NUL, without it. Empty when no whole answer of at most 4 KiB came.
  std::string receive_line();

 private:
  bool wait_for(short events) const;
  bool connect_to(int family, const void* address, unsigned length);

  std::chrono::steady_clock::time_point deadline_;
  int socket_ = -1;
};

}  // namespace adapters::clamav
