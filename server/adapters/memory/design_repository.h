#pragma once

#include "adapters/memory/state.h"
#include "ports/database.h"

namespace adapters::memory {

class MemoryDesignRepository : public ports::DesignRepository {
 public:
  explicit MemoryDesignRepository(State& state) : state_(state) {}

  void insert(const domain::Design& design) override;
  std::optional<domain::Design> find(const domain::DesignId& id) override;
  std::optional<domain::Design> find_for_update(const domain::DesignId& id) override { return find(id); }
  void update(const domain::Design& design) override;
  std::optional<domain::Design> find_by_upload(std::string_view key) override;
  bool link_upload(std::string_view key, const domain::DesignId& id) override;

  std::optional<domain::PrintFile> find_print_file(const domain::DesignId& id, std::string_view print_spec) override;
  std::optional<domain::PrintFile> find_print_file_by_token(std::string_view token) override;
  domain::PrintFile insert_print_file(const domain::PrintFile& file) override;
  std::vector<domain::ObjectKey> abandoned_among(const std::vector<domain::ObjectKey>& keys) override;

 private:
  State& state_;
};

}  // namespace adapters::memory
