#include "adapters/postgres/design_repository.h"

namespace adapters::postgres {
namespace {

std::optional<domain::ObjectKey> optional_key(const Row& row, std::string_view column) {
  const auto& key = row.optional_text(column);
  if (!key) return std::nullopt;
  return domain::ObjectKey{*key};
}

domain::Design design_from(const Row& row) {
  domain::Design design;
  design.id = {row.text("id")};
  design.user_email = row.optional_text("user_email");
  design.photo_key = {row.text("orig_key")};
  design.preview_key = optional_key(row, "preview_key");
  design.processed_key = optional_key(row, "processed_key");
  design.status = domain::design_status_from(row.text("status")).value();
  design.rejection_reason = row.optional_text("rejection_reason");
  design.scene = row.text("scene");
  design.recipe_json = row.text("recipe");
  design.print_spec = row.text("print_spec");
  design.preview_sha256 = row.text("preview_sha256");
  design.created_at = row.time("created_at");
  return design;
}

std::optional<domain::PrintFile> print_file_from(const Rows& rows) {
  if (rows.empty()) return std::nullopt;
  const Row& row = rows.front();
  return domain::PrintFile{{row.text("pet_image_id")}, row.text("print_spec"),   {row.text("object_key")},
                           row.text("token"),          row.text("sha256"),       row.integer("width_px"),
                           row.integer("height_px"),   row.optional_integer("pet_dpi"), row.time("created_at")};
}

}  // namespace

void PostgresDesignRepository::insert(const domain::Design& design) {
  session_.execute(
      "INSERT INTO pet_images (id, user_email, orig_key, preview_key, processed_key, status, rejection_reason, scene, "
      "recipe, print_spec, preview_sha256, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
      {design.id, design.user_email, design.photo_key, design.preview_key, design.processed_key,
       to_string(design.status), design.rejection_reason, design.scene, design.recipe_json, design.print_spec,
       design.preview_sha256, design.created_at});
}

std::optional<domain::Design> PostgresDesignRepository::select(const domain::DesignId& id, const char* lock) {
  if (!base::is_uuid(id.value)) return std::nullopt;
  const auto rows = session_.execute(std::string("SELECT * FROM pet_images WHERE id = $1") + lock, {id});
  if (rows.empty()) return std::nullopt;
  return design_from(rows.front());
}

std::optional<domain::Design> PostgresDesignRepository::find(const domain::DesignId& id) { return select(id, ""); }

std::optional<domain::Design> PostgresDesignRepository::find_for_update(const domain::DesignId& id) {
  return select(id, " FOR UPDATE");
}

void PostgresDesignRepository::update(const domain::Design& design) {
  const auto rows = session_.execute(
      "UPDATE pet_images SET user_email = $2, orig_key = $3, preview_key = $4, processed_key = $5, status = $6, "
      "rejection_reason = $7, scene = $8, recipe = $9, print_spec = $10, preview_sha256 = $11 WHERE id = $1",
      {design.id, design.user_email, design.photo_key, design.preview_key, design.processed_key,
       to_string(design.status), design.rejection_reason, design.scene, design.recipe_json, design.print_spec,
       design.preview_sha256});
  if (rows.affected == 0) throw std::logic_error("update of a design that is not stored");
}

std::optional<domain::Design> PostgresDesignRepository::find_by_upload(std::string_view key) {
  const auto rows = session_.execute(
      "SELECT * FROM pet_images WHERE id = (SELECT pet_image_id FROM design_uploads WHERE key = $1)", {key});
  if (rows.empty()) return std::nullopt;
  return design_from(rows.front());
}

bool PostgresDesignRepository::link_upload(std::string_view key, const domain::DesignId& id) {
  const auto rows = session_.execute(
      "INSERT INTO design_uploads AS u (key, pet_image_id) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET "
      "pet_image_id = excluded.pet_image_id "
      "WHERE (SELECT status FROM pet_images WHERE id = u.pet_image_id) = 'rejected'",
      {key, id});
  return rows.affected == 1;
}

std::optional<domain::PrintFile> PostgresDesignRepository::find_print_file(const domain::DesignId& id,
                                                                           std::string_view print_spec) {
  if (!base::is_uuid(id.value)) return std::nullopt;
  return print_file_from(
      session_.execute("SELECT * FROM print_files WHERE pet_image_id = $1 AND print_spec = $2", {id, print_spec}));
}

std::optional<domain::PrintFile> PostgresDesignRepository::find_print_file_by_token(std::string_view token) {
  return print_file_from(session_.execute("SELECT * FROM print_files WHERE token = $1", {token}));
}

domain::PrintFile PostgresDesignRepository::insert_print_file(const domain::PrintFile& file) {
  session_.execute(
      "INSERT INTO print_files (pet_image_id, print_spec, object_key, token, sha256, width_px, height_px, pet_dpi, created_at) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (pet_image_id, print_spec) DO NOTHING",
      {file.design_id, file.print_spec, file.key, file.token, file.sha256, file.width_px, file.height_px,
       file.pet_dpi, file.created_at});
  return find_print_file(file.design_id, file.print_spec).value();
}

std::vector<domain::ObjectKey> PostgresDesignRepository::abandoned_among(const std::vector<domain::ObjectKey>& keys) {
  std::string list;
  for (const auto& key : keys) list += (list.empty() ? "" : " ") + key.value;  // no key holds a blank
  const auto rows = session_.execute(
      "SELECT key FROM (SELECT key, substring(key FROM "
      "'^(?:photos|previews|print)/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})') AS design "
      "FROM unnest(string_to_array($1, ' ')) AS key) named WHERE (design IS NOT NULL OR key LIKE 'shares/%') "
      "AND NOT EXISTS (SELECT 1 FROM pet_images WHERE id = named.design::uuid AND status <> 'rejected') "
      "AND NOT EXISTS (SELECT 1 FROM print_files WHERE object_key = named.key) "
      "AND NOT EXISTS (SELECT 1 FROM shares WHERE photo_key = named.key) ORDER BY key", {list});
  std::vector<domain::ObjectKey> abandoned;
  for (const auto& row : rows.rows) abandoned.push_back({row.text("key")});
  return abandoned;
}

}  // namespace adapters::postgres
