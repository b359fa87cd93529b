#pragma once

#include "adapters/postgres/connection.h"
#include "ports/database.h"

namespace adapters::postgres {

class PostgresDesignRepository : public ports::DesignRepository {
 public:
  explicit PostgresDesignRepository(Session& session) : session_(session) {}

  void insert(const domain::Design& design) override;
  std::optional<domain::Design> find(const domain::DesignId& id) override;
  std::optional<domain::Design> find_for_update(const domain::DesignId& id) override;
  void update(const domain::Design& design) override;
  std::optional<domain::Design> find_by_upload(std::string_view key) override;
  bool link_upload(std::string_view key, const domain::DesignId& id) override;

  std::optional<domain::PrintFile> find_print_file(const domain::DesignId& id, std::string_view print_spec) override;
  std::optional<domain::PrintFile> find_print_file_by_token(std::string_view token) override;
  domain::PrintFile insert_print_file(const domain::PrintFile& file) override;
  std::vector<domain::ObjectKey> abandoned_among(const std::vector<domain::ObjectKey>& keys) override;

 private:
  std::optional<domain::Design> select(const domain::DesignId& id, const char* lock);

  Session& session_;
};

}  // namespace adapters::postgres
