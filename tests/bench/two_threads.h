#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

// Two threads that live as long as the program: the caller's and one more.
class TwoThreads {
 public:
  TwoThreads() : second_([this] { serve(); }) {}
  ~TwoThreads() {
    {
      const std::lock_guard lock(mutex_);
      ended_ = true;
    }
    wake_.notify_all();
    second_.join();
  }
  TwoThreads(const TwoThreads&) = delete;
  TwoThreads& operator=(const TwoThreads&) = delete;

  void operator()(int count, const std::function<void(int)>& job) {
    next_ = 0;
    {
      const std::lock_guard lock(mutex_);
      job_ = &job;
      count_ = count;
      busy_ = true;
    }
    wake_.notify_all();
    take(count, job);
    std::unique_lock lock(mutex_);
    idle_.wait(lock, [this] { return !busy_; });
  }

 private:
  void take(int count, const std::function<void(int)>& job) {
    for (int item = next_++; item < count; item = next_++) job(item);
  }

  void serve() {
    std::unique_lock lock(mutex_);
    for (;;) {
      wake_.wait(lock, [this] { return busy_ || ended_; });
      if (ended_) return;
      lock.unlock();
      take(count_, *job_);
      lock.lock();
      busy_ = false;
      idle_.notify_all();
    }
  }

  std::mutex mutex_;
  std::condition_variable wake_, idle_;
  std::atomic<int> next_{0};
  const std::function<void(int)>* job_ = nullptr;
  int count_ = 0;
  bool busy_ = false, ended_ = false;
  std::thread second_;
};
