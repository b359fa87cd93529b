#pragma once

#include "adapters/postgres/connection.h"
#include "ports/database.h"

namespace adapters::postgres {

class PostgresPromotionRepository : public ports::PromotionRepository {
 public:
  explicit PostgresPromotionRepository(Session& session) : session_(session) {}

  void insert(const domain::Promotion& promotion) override;
  void update(const domain::Promotion& promotion) override;
  std::optional<domain::Promotion> find(std::string_view code) override;
  std::optional<domain::Promotion> find_for_update(std::string_view code) override;
  std::vector<domain::Promotion> list() override;
  int uses_by_email(std::string_view code, std::string_view email) override;

  void insert_redemption(const domain::Redemption& redemption) override;
  std::optional<domain::Redemption> find_redemption(const domain::OrderId& id) override;
  void update_redemption(const domain::Redemption& redemption) override;

 private:
  std::vector<domain::Promotion> select(const std::string& tail, const Params& params);

  Session& session_;
};

}  // namespace adapters::postgres
