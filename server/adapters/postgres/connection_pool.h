#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "adapters/postgres/connection.h"

namespace adapters::postgres {

// Up to `size` connections, made when first needed. Any thread may acquire; a lease belongs to one thread.
class ConnectionPool {
 public:
  class Lease {
   public:
    Lease(ConnectionPool& pool, std::unique_ptr<Connection> connection)
        : pool_(pool), connection_(std::move(connection)) {}
    ~Lease();
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    [[nodiscard]] Connection& connection() { return *connection_; }
    // Closes the connection instead of giving it back.
    void discard() { connection_.reset(); }

   private:
    ConnectionPool& pool_;
    std::unique_ptr<Connection> connection_;
  };

  // `database_url`: see connection_string.h. `patience`: how long acquire waits for a free connection.
  explicit ConnectionPool(const std::string& database_url, std::size_t size = 8,
                          std::chrono::milliseconds patience = std::chrono::seconds{5});

  // Throws SqlFailure: kTimedOut when none came free, kConnectionLost when the server is not there.
  Lease acquire();

  // Closes what is idle: after a restart of the server all of it is stale.
  void drop_idle();

 private:
  std::unique_ptr<Connection> take_idle();
  void give_back(std::unique_ptr<Connection> connection);

  const std::string connection_string_;
  const std::size_t size_;
  const std::chrono::milliseconds patience_;
  std::mutex mutex_;
  std::condition_variable came_free_;
  std::vector<std::unique_ptr<Connection>> idle_;
  std::size_t leased_ = 0;
};

}  // namespace adapters::postgres
