#pragma once

#include <cstdint>
#include <deque>
#include <mutex>

namespace sandbox::printful {

// 120 requests a minute in a fixed window, of which 5 may ask for the shipping rates of more than 100 pieces; going over
// either locks the caller out for 60 seconds.
class RateLimit {
 public:
  static constexpr int kRequests = 120;
  static constexpr int kLargeRates = 5;
  static constexpr std::int64_t kMostPieces = 100;
  static constexpr std::int64_t kWindowMs = 60'000;

  struct Verdict {
    bool allowed;
    int remaining;
    int reset_s;  // until the window or the lock-out ends
  };
  // `asks_large_rate`: for the shipping rates of more than kMostPieces.
  Verdict count(std::int64_t now_ms, bool asks_large_rate = false);
  void reset();

  struct Record {
    int requests = 0;
    int refused = 0;
    int most_in_a_minute = 0;  // of any 60 seconds, whatever the windows are
  };
  Record record() const;

 private:
  void remember(std::int64_t now_ms, bool allowed);

  mutable std::mutex mutex_;
  Record record_;
  std::deque<std::int64_t> last_minute_;
  std::int64_t window_start_ms_ = 0;
  std::int64_t locked_until_ms_ = 0;
  int used_ = 0;
  int large_rates_ = 0;
};

}  // namespace sandbox::printful
