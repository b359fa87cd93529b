#include "threads.h"

#if !defined(__EMSCRIPTEN__)
#include <atomic>
#include <thread>
#include <vector>
#endif

namespace picasso_render {

#if defined(__EMSCRIPTEN__)
compositor::ForEach on_threads(int) { return compositor::one_after_another; }
#else
compositor::ForEach on_threads(int count) {
  if (count < 2) return compositor::one_after_another;
  return [count](int jobs, const std::function<void(int)>& job) {
    std::atomic<int> next{0};
    const auto work = [&] {
      for (int i = next++; i < jobs; i = next++) job(i);
    };
    std::vector<std::thread> others;
    for (int i = 1; i < count && i < jobs; ++i) others.emplace_back(work);
    work();
    for (std::thread& thread : others) thread.join();
  };
}
#endif

}  // namespace picasso_render
