#include "adapters/memory/design_repository.h"

#include <algorithm>

namespace adapters::memory {
namespace {

constexpr std::size_t kUuidLength = 36;

void check_constraints(const domain::Design& design) {
  using domain::DesignStatus;
  if (design.status == DesignStatus::kComplete && (!design.preview_key || !design.processed_key)) {
    throw ConstraintViolation("pet_images_complete_check");
  }
  if (design.status == DesignStatus::kRejected && !design.rejection_reason) {
    throw ConstraintViolation("pet_images_rejected_check");
  }
}

}  // namespace

void MemoryDesignRepository::insert(const domain::Design& design) {
  if (!base::is_uuid(design.id.value)) throw std::invalid_argument("design id is not a UUID: " + design.id.value);
  check_constraints(design);
  require_unique(state_.designs.emplace(design.id, design).second, "pet_images_pkey");
}

std::optional<domain::Design> MemoryDesignRepository::find(const domain::DesignId& id) {
  const auto found = state_.designs.find(id);
  if (found == state_.designs.end()) return std::nullopt;
  return found->second;
}

void MemoryDesignRepository::update(const domain::Design& design) {
  const auto found = state_.designs.find(design.id);
  if (found == state_.designs.end()) throw std::logic_error("update of a design that is not stored");
  check_constraints(design);
  const auto created_at = found->second.created_at;
  found->second = design;
  found->second.created_at = created_at;
}

std::optional<domain::Design> MemoryDesignRepository::find_by_upload(std::string_view key) {
  const auto found = state_.design_uploads.find(key);
  return found == state_.design_uploads.end() ? std::nullopt : find(found->second);
}

bool MemoryDesignRepository::link_upload(std::string_view key, const domain::DesignId& id) {
  if (!find(id)) throw ConstraintViolation("design_uploads_pet_image_fkey");
  const auto linked = find_by_upload(key);
  if (linked && linked->status != domain::DesignStatus::kRejected) return false;
  state_.design_uploads.insert_or_assign(std::string(key), id);
  return true;
}

std::optional<domain::PrintFile> MemoryDesignRepository::find_print_file(const domain::DesignId& id,
                                                                         std::string_view print_spec) {
  for (const auto& file : state_.print_files) {
    if (file.design_id == id && file.print_spec == print_spec) return file;
  }
  return std::nullopt;
}

std::optional<domain::PrintFile> MemoryDesignRepository::find_print_file_by_token(std::string_view token) {
  for (const auto& file : state_.print_files) {
    if (file.token == token) return file;
  }
  return std::nullopt;
}

domain::PrintFile MemoryDesignRepository::insert_print_file(const domain::PrintFile& file) {
  if (auto stored = find_print_file(file.design_id, file.print_spec)) return *stored;
  if (!find(file.design_id)) throw ConstraintViolation("print_files_pet_image_fkey");
  if (file.width_px <= 0 || file.height_px <= 0) throw ConstraintViolation("print_files_size_check");
  if (file.pet_dpi && *file.pet_dpi <= 0) throw ConstraintViolation("print_files_pet_dpi_check");
  require_unique(!find_print_file_by_token(file.token), "print_files_token_unique");
  state_.print_files.push_back(file);
  return file;
}

std::vector<domain::ObjectKey> MemoryDesignRepository::abandoned_among(const std::vector<domain::ObjectKey>& keys) {
  const auto is_named = [&](const domain::ObjectKey& key) {
    return std::any_of(state_.print_files.begin(), state_.print_files.end(), [&](const auto& file) { return file.key == key; }) ||
           std::any_of(state_.shares.begin(), state_.shares.end(), [&](const auto& share) { return share.second.photo_key == key; });
  };
  std::vector<domain::ObjectKey> abandoned;
  for (const auto& key : keys) {
    const std::string folder = key.value.substr(0, key.value.find('/'));
    const std::string id = key.value.substr(std::min(folder.size() + 1, key.value.size()), kUuidLength);
    const bool is_designs = (folder == "photos" || folder == "previews" || folder == "print") && base::is_uuid(id);
    if ((!is_designs && folder != "shares") || is_named(key)) continue;
    const auto design = is_designs ? find({id}) : std::nullopt;
    if (!design || design->status == domain::DesignStatus::kRejected) abandoned.push_back(key);
  }
  return abandoned;
}

}  // namespace adapters::memory
