#include "adapters/postgres/postgres_provider_order_book.h"

#include "adapters/postgres/run_transaction.h"

namespace adapters::postgres {

base::Result<std::optional<ports::ProviderOrderEntry>> PostgresProviderOrderBook::find(std::string_view provider,
                                                                                      std::string_view external_id) {
  std::optional<ports::ProviderOrderEntry> entry;
  const auto done = run_transaction(pool_, [&](Session& session) -> base::Result<void> {
    const auto rows = session.execute(
        "SELECT provider_order_id, asked_at FROM provider_orders WHERE provider = $1 AND external_id = $2",
        {provider, external_id});
    if (!rows.empty()) entry = {rows.front().text("provider_order_id"), rows.front().time("asked_at")};
    return {};
  });
  if (!done) return base::forward_error(done);
  return entry;
}

base::Result<bool> PostgresProviderOrderBook::begin(std::string_view provider, std::string_view external_id,
                                                    std::chrono::milliseconds settled_after) {
  bool mine = false;
  const auto done = run_transaction(pool_, [&](Session& session) -> base::Result<void> {
    // The row decides between callers: the second one waits for it, and then finds it fresh.
    mine = !session
                .execute(
                    "INSERT INTO provider_orders (provider, external_id, asked_at) "
                    "VALUES ($1, $2, coalesce($3::timestamptz, clock_timestamp())) "
                    "ON CONFLICT (provider, external_id) DO UPDATE SET asked_at = excluded.asked_at "
                    "WHERE provider_orders.provider_order_id = '' "
                    "AND provider_orders.asked_at <= excluded.asked_at - make_interval(secs => $4::bigint / 1000.0) "
                    "RETURNING asked_at",
                    {provider, external_id, now(), static_cast<std::int64_t>(settled_after.count())})
                .empty();
    return {};
  });
  if (!done) return base::forward_error(done);
  return mine;
}

base::Result<void> PostgresProviderOrderBook::keep(std::string_view provider, std::string_view external_id,
                                                   std::string_view provider_order_id) {
  return run_transaction(pool_, [&](Session& session) -> base::Result<void> {
    session.execute(
        "UPDATE provider_orders SET provider_order_id = $3 WHERE provider = $1 AND external_id = $2 AND provider_order_id = ''",
        {provider, external_id, provider_order_id});
    return {};
  });
}

base::Result<void> PostgresProviderOrderBook::withdraw(std::string_view provider, std::string_view external_id) {
  return run_transaction(pool_, [&](Session& session) -> base::Result<void> {
    session.execute("DELETE FROM provider_orders WHERE provider = $1 AND external_id = $2 AND provider_order_id = ''",
                    {provider, external_id});
    return {};
  });
}

base::Result<bool> PostgresProviderOrderBook::release(std::string_view provider, std::string_view external_id,
                                                      std::string_view provider_order_id, std::chrono::milliseconds shown_after) {
  bool released = false;
  const auto done = run_transaction(pool_, [&](Session& session) -> base::Result<void> {
    released = session.execute(
                          "DELETE FROM provider_orders WHERE provider = $1 AND external_id = $2 AND provider_order_id = $3 "
                          "AND asked_at <= coalesce($4::timestamptz, clock_timestamp()) - make_interval(secs => $5::bigint / 1000.0)",
                          {provider, external_id, provider_order_id, now(), static_cast<std::int64_t>(shown_after.count())})
                   .affected > 0;
    return {};
  });
  if (!done) return base::forward_error(done);
  return released;
}

}  // namespace adapters::postgres
