#pragma once

#include "adapters/postgres/connection.h"
#include "ports/database.h"

namespace adapters::postgres {

class PostgresCustomerRepository : public ports::CustomerRepository {
 public:
  explicit PostgresCustomerRepository(Session& session) : session_(session) {}
  void upsert(std::string_view email, base::Timestamp now) override;
  bool is_known(std::string_view email) override;
  std::vector<domain::OrderId> orders_of(std::string_view email) override;
  std::vector<domain::Design> designs_of(std::string_view email) override;
  std::vector<domain::PrintFile> print_files_of(const domain::DesignId& id) override;
  std::vector<domain::Share> shares_like(const domain::Design& design) override;
  void forget_design(const domain::DesignId& id) override;
  void forget_order(const domain::OrderId& id) override;
  void forget_address(std::string_view email) override;
  void insert_deletion(const domain::DeletionRequest& request) override;
  std::optional<domain::DeletionRequest> find_deletion_for_update(std::string_view id) override;
  void update_deletion(const domain::DeletionRequest& request) override;
  int deletions_asked(std::string_view email, base::Timestamp since) override;
  void drop_unconfirmed_deletions(base::Timestamp asked_before) override;

 private:
  Session& session_;
};

}  // namespace adapters::postgres
