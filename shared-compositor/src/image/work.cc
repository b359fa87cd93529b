#include "image/work.h"

#include <algorithm>
#include <utility>

namespace compositor {

void one_after_another(int count, const std::function<void(int)>& job) {
  for (int i = 0; i < count; ++i) job(i);
}

}  // namespace compositor

namespace compositor::image {
namespace {

// Few, because threads wait for each other at the end of each.
constexpr int kRounds = 6;
constexpr int kBand = 16;  // rows

}  // namespace

Work::Work(ForEach for_each, Progress progress)
    : for_each_(for_each ? std::move(for_each) : ForEach(one_after_another)), progress_(std::move(progress)) {}

void Work::stage(double until) {
  from_ = until_;
  until_ = until;
  done(0);
}

void Work::done(double part) {
  if (progress_ && !canceled_) canceled_ = !progress_(from_ + (until_ - from_) * part);
}

void Work::each(int count, const std::function<void(int)>& job, double from, double to) {
  const int rounds = progress_ ? std::min(kRounds, count) : 1;
  for (int round = 0; round < rounds && !canceled_; ++round) {
    const int first = count * round / rounds, end = count * (round + 1) / rounds;
    for_each_(end - first, [&](int i) { job(first + i); });
    done(from + (to - from) * end / count);
  }
}

void Work::at_once(int count, const std::function<void(int)>& job) {
  if (!canceled_) for_each_(count, job);
}

void Work::rows(int count, const std::function<void(int, int)>& job) {
  at_once((count + kBand - 1) / kBand, [&](int band) { job(band * kBand, std::min(count, (band + 1) * kBand)); });
}

}  // namespace compositor::image
