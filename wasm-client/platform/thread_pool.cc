#include "platform/thread_pool.h"

namespace platform {
namespace {

class Lock {
 public:
  explicit Lock(pthread_mutex_t& mutex) : mutex_(mutex) { pthread_mutex_lock(&mutex_); }
  ~Lock() { pthread_mutex_unlock(&mutex_); }
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

 private:
  pthread_mutex_t& mutex_;
};

}  // namespace

ThreadPool::ThreadPool(int count) {
  for (int i = 1; i < count; ++i) {
    pthread_t thread;
    // Where there can be no more threads, there are fewer.
    if (pthread_create(&thread, nullptr, start, this) == 0) threads_.push_back(thread);
  }
}

ThreadPool::~ThreadPool() {
  {
    const Lock lock(mutex_);
    over_ = true;
    pthread_cond_broadcast(&begun_);
  }
  for (const pthread_t thread : threads_) pthread_join(thread, nullptr);
}

void ThreadPool::each(int count, const std::function<void(int)>& job) {
  if (threads_.empty() || count < 2) {
    for (int i = 0; i < count; ++i) job(i);
    return;
  }
  {
    const Lock lock(mutex_);
    next_ = 0;
    job_ = &job;
    count_ = count;
    pthread_cond_broadcast(&begun_);
  }
  work(job, count);
  const Lock lock(mutex_);
  job_ = nullptr;
  while (working_ > 0) pthread_cond_wait(&left_, &mutex_);
}

void* ThreadPool::start(void* pool) {
  static_cast<ThreadPool*>(pool)->wait_for_work();
  return nullptr;
}

void ThreadPool::wait_for_work() {
  ++up_;
  const Lock lock(mutex_);
  for (;;) {
    while (!over_ && (!job_ || next_ >= count_)) pthread_cond_wait(&begun_, &mutex_);
    if (over_) return;
    const std::function<void(int)>& job = *job_;
    const int count = count_;
    ++working_;
    pthread_mutex_unlock(&mutex_);
    work(job, count);
    pthread_mutex_lock(&mutex_);
    if (--working_ == 0) pthread_cond_signal(&left_);
  }
}

void ThreadPool::work(const std::function<void(int)>& job, int count) {
  for (int i = next_++; i < count; i = next_++) job(i);
}

}  // namespace platform
