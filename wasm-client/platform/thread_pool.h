#pragma once

#include <pthread.h>

#include <atomic>
#include <functional>
#include <vector>

namespace platform {

// Threads that wait for work, for the compositor's ForEach. One thread uses it at a time.
// Of pthreads: what the standard library makes of them is 1.5 KB more for a browser to fetch.
class ThreadPool {
 public:
  // `count` threads, the caller's among them; at least that one.
  explicit ThreadPool(int count);
  ~ThreadPool();
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;

  // Threads that have come up, the caller's among them.
  [[nodiscard]] int up() const { return up_; }

  // job(0) ... job(count - 1), which must not throw, each once. A thread that is late to wake is not waited for.
  void each(int count, const std::function<void(int)>& job);

 private:
  static void* start(void* pool);
  void wait_for_work();
  void work(const std::function<void(int)>& job, int count);

  pthread_mutex_t mutex_ = PTHREAD_MUTEX_INITIALIZER;
  pthread_cond_t begun_ = PTHREAD_COND_INITIALIZER, left_ = PTHREAD_COND_INITIALIZER;
  // Guarded by the mutex: the jobs that threads may join, or none; how many threads are at it; whether all is over.
  const std::function<void(int)>* job_ = nullptr;
  int count_ = 0, working_ = 0;
  bool over_ = false;
  std::atomic<int> next_{0}, up_{1};
  std::vector<pthread_t> threads_;
};

}  // namespace platform
