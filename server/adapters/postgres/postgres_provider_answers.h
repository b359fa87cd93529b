#pragma once

#include <functional>

#include "adapters/postgres/connection_pool.h"
#include "ports/provider_answers.h"

namespace adapters::postgres {

// Rows of provider_answers. The time is the database's. `pool` must outlive it.
class PostgresProviderAnswers : public ports::ProviderAnswers {
 public:
  // `now` takes the place of the database's clock, for tests.
  explicit PostgresProviderAnswers(ConnectionPool& pool, std::function<base::Timestamp()> now = {});

  base::Result<std::optional<ports::ProviderAnswer>> find(std::string_view provider, std::string_view question) override;
  base::Result<void> keep(std::string_view provider, std::string_view question, std::string_view answer) override;

 private:
  ConnectionPool& pool_;
  std::function<base::Timestamp()> now_;
};

}  // namespace adapters::postgres
