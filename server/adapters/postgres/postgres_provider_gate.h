#pragma once

#include <functional>

#include "adapters/postgres/connection_pool.h"
#include "ports/provider_gate.h"

namespace adapters::postgres {

// A row of provider_gates, locked while it is looked at. The time is the database's, so servers whose clocks differ agree.
// `pool` must outlive it.
class PostgresProviderGate : public ports::ProviderGate {
 public:
  // `now` takes the place of the database's clock, for tests.
  explicit PostgresProviderGate(ConnectionPool& pool, domain::GateRules rules = domain::kPrintfulRules,
                                std::function<base::Timestamp()> now = {});

  base::Result<std::optional<std::chrono::milliseconds>> pass(std::string_view provider) override;
  base::Result<void> report(std::string_view provider, domain::GateOutcome outcome, std::chrono::milliseconds wait) override;
  base::Result<std::chrono::milliseconds> wait_time(std::string_view provider) override;
  base::Result<bool> has_spare(std::string_view provider) override;
  base::Result<std::chrono::milliseconds> book(std::string_view provider) override;

 private:
  // `look` is not called while the provider has no row: nobody has asked yet.
  base::Result<void> read(std::string_view provider, const std::function<void(const domain::Gate&, base::Timestamp)>& look);
  base::Result<void> change(std::string_view provider, const std::function<void(domain::Gate&, base::Timestamp)>& change);

  ConnectionPool& pool_;
  domain::GateRules rules_;
  std::function<base::Timestamp()> now_;
};

}  // namespace adapters::postgres
