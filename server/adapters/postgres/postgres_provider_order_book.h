#pragma once

#include <functional>

#include "adapters/postgres/connection_pool.h"
#include "ports/provider_order_book.h"

namespace adapters::postgres {

// Rows of provider_orders; each call is a transaction of its own. The time is the database's. `pool` must outlive it.
class PostgresProviderOrderBook : public ports::ProviderOrderBook {
 public:
  // `now` takes the place of the database's clock, for tests.
  explicit PostgresProviderOrderBook(ConnectionPool& pool, std::function<base::Timestamp()> now = {})
      : pool_(pool), now_(std::move(now)) {}

  base::Result<std::optional<ports::ProviderOrderEntry>> find(std::string_view provider, std::string_view external_id) override;
  base::Result<bool> begin(std::string_view provider, std::string_view external_id,
                           std::chrono::milliseconds settled_after) override;
  base::Result<void> keep(std::string_view provider, std::string_view external_id, std::string_view provider_order_id) override;
  base::Result<void> withdraw(std::string_view provider, std::string_view external_id) override;
  base::Result<bool> release(std::string_view provider, std::string_view external_id, std::string_view provider_order_id,
                             std::chrono::milliseconds shown_after) override;

 private:
  std::optional<base::Timestamp> now() const { return now_ ? std::optional(now_()) : std::nullopt; }

  ConnectionPool& pool_;
  std::function<base::Timestamp()> now_;
};

}  // namespace adapters::postgres
