#pragma once

#include "adapters/postgres/connection.h"
#include "ports/database.h"

namespace adapters::postgres {

class PostgresShareRepository : public ports::ShareRepository {
 public:
  explicit PostgresShareRepository(Session& session) : session_(session) {}
  void insert(const domain::Share& share) override;
  std::optional<domain::Share> find(const domain::ShareId& id) override;
  void revoke(const domain::ShareId& id, base::Timestamp at) override;
  void remove(const domain::ShareId& id) override;

 private:
  Session& session_;
};

}  // namespace adapters::postgres
