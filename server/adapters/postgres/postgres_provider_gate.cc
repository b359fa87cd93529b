#include "adapters/postgres/postgres_provider_gate.h"

#include <algorithm>

#include "adapters/postgres/run_transaction.h"

namespace adapters::postgres {
namespace {

using std::chrono::milliseconds;

constexpr const char* kSelect =
    "SELECT provider, paid_until, booked_until, shut_until, breaker, failures, rest_ms, rest_until, clock_timestamp() AS now "
    "FROM provider_gates WHERE provider = $1";

struct Seen {
  domain::Gate gate;
  base::Timestamp now;
};

Seen seen_from(const Row& row) {
  Seen seen;
  seen.gate.paid_until = row.time("paid_until");
  seen.gate.booked_until = row.time("booked_until");
  seen.gate.shut_until = row.time("shut_until");
  seen.gate.breaker = domain::breaker_state_from(row.text("breaker")).value();
  seen.gate.failures = row.integer("failures");
  seen.gate.rest = milliseconds{row.big_integer("rest_ms")};
  seen.gate.rest_until = row.time("rest_until");
  seen.now = row.time("now");
  return seen;
}

void store(Session& session, std::string_view provider, const domain::Gate& gate) {
  session.execute(
      "UPDATE provider_gates SET paid_until = $2, shut_until = $3, breaker = $4, failures = $5, rest_ms = $6, "
      "rest_until = $7, booked_until = $8 WHERE provider = $1",
      {provider, gate.paid_until, gate.shut_until, to_string(gate.breaker), gate.failures,
       static_cast<std::int64_t>(gate.rest.count()), gate.rest_until, gate.booked_until});
}

Seen look(Session& session, std::string_view provider) {
  const auto rows = session.execute(std::string(kSelect) + " FOR UPDATE", {provider});
  if (!rows.empty()) return seen_from(rows.front());
  session.execute("INSERT INTO provider_gates (provider) VALUES ($1) ON CONFLICT (provider) DO NOTHING", {provider});
  return seen_from(session.execute(std::string(kSelect) + " FOR UPDATE", {provider}).front());
}

}  // namespace

PostgresProviderGate::PostgresProviderGate(ConnectionPool& pool, domain::GateRules rules,
                                           std::function<base::Timestamp()> now)
    : pool_(pool), rules_(rules), now_(std::move(now)) {}

base::Result<void> PostgresProviderGate::change(std::string_view provider,
                                                const std::function<void(domain::Gate&, base::Timestamp)>& change) {
  return run_transaction(pool_, [&](Session& session) -> base::Result<void> {
    Seen seen = look(session, provider);
    const auto before = seen.gate;
    change(seen.gate, now_ ? now_() : seen.now);
    if (seen.gate != before) store(session, provider, seen.gate);
    return {};
  });
}

base::Result<std::optional<milliseconds>> PostgresProviderGate::pass(std::string_view provider) {
  std::optional<milliseconds> wait;
  const auto done = change(provider, [&](domain::Gate& gate, base::Timestamp now) {
    const auto at = domain::pass(gate, rules_, now);
    wait = at ? std::optional(*at - now) : std::nullopt;
  });
  if (!done) return base::forward_error(done);
  return wait;
}

base::Result<void> PostgresProviderGate::report(std::string_view provider, domain::GateOutcome outcome, milliseconds wait) {
  return change(provider, [&](domain::Gate& gate, base::Timestamp now) { domain::report(gate, rules_, outcome, now, wait); });
}

base::Result<void> PostgresProviderGate::read(std::string_view provider,
                                              const std::function<void(const domain::Gate&, base::Timestamp)>& look) {
  return run_transaction(pool_, [&](Session& session) -> base::Result<void> {
    const auto rows = session.execute(kSelect, {provider});
    if (rows.empty()) return {};
    const Seen seen = seen_from(rows.front());
    look(seen.gate, now_ ? now_() : seen.now);
    return {};
  });
}

base::Result<milliseconds> PostgresProviderGate::wait_time(std::string_view provider) {
  milliseconds wait{0};
  const auto done = read(provider, [&](const domain::Gate& gate, base::Timestamp now) {
    wait = std::max(milliseconds{0}, opens_at(gate, rules_) - now);
  });
  if (!done) return base::forward_error(done);
  return wait;
}

base::Result<bool> PostgresProviderGate::has_spare(std::string_view provider) {
  bool spare = true;
  const auto done = read(provider, [&](const domain::Gate& gate, base::Timestamp now) {
    spare = domain::has_spare(gate, rules_, now);
  });
  if (!done) return base::forward_error(done);
  return spare;
}

base::Result<milliseconds> PostgresProviderGate::book(std::string_view provider) {
  milliseconds wait{0};
  const auto done = change(provider, [&](domain::Gate& gate, base::Timestamp now) {
    wait = domain::book(gate, rules_, now) - now;
  });
  if (!done) return base::forward_error(done);
  return wait;
}

}  // namespace adapters::postgres
