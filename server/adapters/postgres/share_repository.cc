#include "adapters/postgres/share_repository.h"

namespace adapters::postgres {

void PostgresShareRepository::insert(const domain::Share& share) {
  session_.execute(
      "INSERT INTO shares (id, photo_key, photo_type, scene, recipe, variant_sku, quantity, secret_sha256, created_at, "
      "expires_at, revoked_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      {share.id, share.photo_key, share.photo_type, share.scene, share.recipe_json, share.variant_sku, share.quantity,
       share.secret_sha256, share.created_at, share.expires_at, share.revoked_at});
}

std::optional<domain::Share> PostgresShareRepository::find(const domain::ShareId& id) {
  const auto rows = session_.execute("SELECT * FROM shares WHERE id = $1", {id});
  if (rows.empty()) return std::nullopt;
  const Row& row = rows.front();
  domain::Share share;
  share.id = {row.text("id")};
  share.photo_key = {row.text("photo_key")};
  share.photo_type = row.text("photo_type");
  share.scene = row.text("scene");
  share.recipe_json = row.text("recipe");
  share.variant_sku = row.optional_text("variant_sku");
  share.quantity = row.integer("quantity");
  share.secret_sha256 = row.text("secret_sha256");
  share.created_at = row.time("created_at");
  share.expires_at = row.time("expires_at");
  share.revoked_at = row.optional_time("revoked_at");
  return share;
}

void PostgresShareRepository::revoke(const domain::ShareId& id, base::Timestamp at) {
  session_.execute("UPDATE shares SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL", {id, at});
}

void PostgresShareRepository::remove(const domain::ShareId& id) {
  session_.execute("DELETE FROM shares WHERE id = $1", {id});
}

}  // namespace adapters::postgres
