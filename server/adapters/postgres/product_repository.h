#pragma once

#include "adapters/postgres/connection.h"
#include "ports/database.h"

namespace adapters::postgres {

class PostgresProductRepository : public ports::ProductRepository {
 public:
  explicit PostgresProductRepository(Session& session) : session_(session) {}
  std::vector<domain::Product> list() override;
  domain::ShippingPolicy shipping_policy() override;
  void save_printing(const domain::Product& product) override;

 private:
  Session& session_;
};

}  // namespace adapters::postgres
