#pragma once

#include "adapters/postgres/connection.h"
#include "ports/database.h"

namespace adapters::postgres {

class PostgresRefundRepository : public ports::RefundRepository {
 public:
  explicit PostgresRefundRepository(Session& session) : session_(session) {}

  void insert(const domain::Refund& refund) override;
  void update(const domain::Refund& refund) override;
  std::optional<domain::Refund> find(std::string_view id) override;
  std::vector<domain::Refund> find_by_order(const domain::OrderId& id) override;

 private:
  Session& session_;
};

}  // namespace adapters::postgres
