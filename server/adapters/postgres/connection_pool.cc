#include "adapters/postgres/connection_pool.h"

#include <utility>

#include "adapters/postgres/connection_string.h"

namespace adapters::postgres {

ConnectionPool::ConnectionPool(const std::string& database_url, std::size_t size, std::chrono::milliseconds patience)
    : connection_string_(with_session_settings(database_url, {})), size_(size), patience_(patience) {}

ConnectionPool::Lease::~Lease() { pool_.give_back(std::move(connection_)); }

std::unique_ptr<Connection> ConnectionPool::take_idle() {
  std::unique_lock lock(mutex_);
  if (!came_free_.wait_for(lock, patience_, [&] { return leased_ < size_; })) {
    throw SqlFailure(FailureKind::kTimedOut, "every database connection is in use");
  }
  ++leased_;
  if (idle_.empty()) return nullptr;
  auto connection = std::move(idle_.back());
  idle_.pop_back();
  return connection;
}

ConnectionPool::Lease ConnectionPool::acquire() {
  auto connection = take_idle();
  if (!connection) {
    try {
      connection = std::make_unique<Connection>(connection_string_);
    } catch (...) {
      give_back(nullptr);
      throw;
    }
  }
  return {*this, std::move(connection)};
}

void ConnectionPool::give_back(std::unique_ptr<Connection> connection) {
  {
    const std::lock_guard lock(mutex_);
    --leased_;
    if (connection && connection->is_open()) idle_.push_back(std::move(connection));
  }
  came_free_.notify_one();
}

void ConnectionPool::drop_idle() {
  std::vector<std::unique_ptr<Connection>> stale;
  const std::lock_guard lock(mutex_);
  stale.swap(idle_);
}

}  // namespace adapters::postgres
