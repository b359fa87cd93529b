#include "adapters/clamav/clamd_virus_scanner.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <thread>

#include "adapters/temporary_folder.h"
#include "contract/store_is_missing.h"

using adapters::clamav::ClamdVirusScanner;
using base::ErrorCode;

namespace {

std::string with_nul(const std::string& text) { return text + std::string(1, '\0'); }

// Takes one scan on a unix socket, reads up to `limit` bytes of the stream, answers and hangs up.
class FakeClamd {
 public:
  explicit FakeClamd(std::string answer, std::size_t limit = 1 << 30)
      : answer_(std::move(answer)), limit_(limit), path_(folder_.path("clamd.sock")) {
    listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path_.c_str(), sizeof address.sun_path - 1);
    REQUIRE(::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::listen(listener_, 1) == 0);
    thread_ = std::thread([this] { serve(); });
  }
  ~FakeClamd() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }

  [[nodiscard]] const std::string& path() const { return path_; }
  std::string wait_for_stream() {
    thread_.join();
    thread_ = std::thread([] {});
    return stream_;
  }

 private:
  bool read_exactly(int peer, std::string& into, std::size_t count) {
    into.resize(count);
    std::size_t filled = 0;
    while (filled < count) {
      const auto got = ::recv(peer, into.data() + filled, count - filled, 0);
      if (got <= 0) return false;
      filled += static_cast<std::size_t>(got);
    }
    return true;
  }

  void serve() {
    const int peer = ::accept(listener_, nullptr, nullptr);
    if (peer < 0) return;
    std::string part;
    bool good = read_exactly(peer, part, 10) && part == std::string("zINSTREAM\0", 10);
    while (good && stream_.size() < limit_) {
      if (!read_exactly(peer, part, 4)) break;
      std::size_t length = 0;
      for (const char c : part) length = length * 256 + static_cast<unsigned char>(c);
      if (length == 0) break;
      good = read_exactly(peer, part, length);
      stream_ += part;
    }
    ::send(peer, answer_.data(), answer_.size(), MSG_NOSIGNAL);
    ::close(peer);
  }

  TemporaryFolder folder_;
  std::string answer_;
  std::size_t limit_;
  std::string path_;
  std::string stream_;
  int listener_ = -1;
  std::thread thread_;
};

}  // namespace

TEST_CASE("a photo goes to clamd whole, in chunks, and an OK means clean") {
  FakeClamd clamd(with_nul("stream: OK"));
  std::string photo(200'000, 'p');
  photo[65'536] = '\0';
  const auto verdict = ClamdVirusScanner({clamd.path()}).scan(photo);
  REQUIRE(verdict);
  CHECK_FALSE(verdict->infection);
  CHECK(clamd.wait_for_stream() == photo);
}

TEST_CASE("a finding names the signature") {
  FakeClamd clamd(with_nul("stream: Test.EICAR.Body.UNOFFICIAL FOUND"));
  const auto verdict = ClamdVirusScanner({clamd.path()}).scan("x");
  REQUIRE(verdict);
  CHECK(verdict->infection == "Test.EICAR.Body.UNOFFICIAL");
}

TEST_CASE("over clamd's limit is too large, though it hangs up while we send") {
  FakeClamd clamd(with_nul("INSTREAM size limit exceeded. ERROR"), 100'000);
  const auto verdict = ClamdVirusScanner({clamd.path()}).scan(std::string(20'000'000, 'p'));
  REQUIRE_FALSE(verdict);
  // The kernel may drop the answer together with what we had sent; then it is only not clean.
  CHECK((verdict.error().code == ErrorCode::kTooLarge || verdict.error().code == ErrorCode::kUnavailable));
}

TEST_CASE("an OK before the end of the photo is not believed") {
  FakeClamd clamd(with_nul("stream: OK"), 100'000);
  CHECK_FALSE(ClamdVirusScanner({clamd.path()}).scan(std::string(20'000'000, 'p')));
}

TEST_CASE("anything but a clear answer fails closed") {
  for (const std::string& answer : {std::string{}, std::string("stream: OK"), with_nul("stream: NOT OK"), with_nul("OK"),
                                   with_nul("stream:  FOUND"), with_nul("UNKNOWN COMMAND"), std::string(10'000, 'x')}) {
    INFO(answer.substr(0, 40));
    FakeClamd clamd(answer);
    const auto verdict = ClamdVirusScanner({clamd.path()}).scan("x");
    REQUIRE_FALSE(verdict);
    CHECK(verdict.error().code == ErrorCode::kUnavailable);
  }
}

TEST_CASE("no clamd, or one that is silent, is unavailable within the time-out") {
  CHECK(ClamdVirusScanner({"/nowhere/clamd.sock"}).scan("x").error().code == ErrorCode::kUnavailable);
  CHECK(ClamdVirusScanner({"127.0.0.1:1"}).scan("x").error().code == ErrorCode::kUnavailable);
  CHECK(ClamdVirusScanner({"nonsense"}).scan("x").error().code == ErrorCode::kUnavailable);
  CHECK(ClamdVirusScanner({std::string("/") + std::string(200, 'x')}).scan("x").error().code == ErrorCode::kUnavailable);

  const TemporaryFolder folder;
  const int listener = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::strncpy(address.sun_path, folder.path("s").c_str(), sizeof address.sun_path - 1);
  REQUIRE(::bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  REQUIRE(::listen(listener, 1) == 0);
  const auto start = std::chrono::steady_clock::now();
  const auto silent = ClamdVirusScanner({folder.path("s"), std::chrono::milliseconds{200}}).scan(std::string(5'000'000, 'p'));
  CHECK(silent.error().code == ErrorCode::kUnavailable);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{5});
  ::close(listener);
}

TEST_CASE("a real clamd passes a harmless text and names EICAR") {
  const char* socket = std::getenv("TEST_CLAMAV_SOCKET");
  if (!socket) {
    contract::store_is_missing("TEST_CLAMAV_SOCKET");
    return;
  }
  ClamdVirusScanner scanner({socket});
  const auto clean = scanner.scan("a photo of a cat");
  REQUIRE(clean);
  CHECK_FALSE(clean->infection);
  // In two parts, so that this file itself is not taken for the test virus.
  const std::string eicar = std::string("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-") + "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";
  const auto infected = scanner.scan(eicar);
  REQUIRE(infected);
  REQUIRE(infected->infection);
  CHECK_FALSE(infected->infection->empty());
  const auto oversized = scanner.scan(std::string(64u << 20, 'p'));
  CHECK_FALSE(oversized);
}
