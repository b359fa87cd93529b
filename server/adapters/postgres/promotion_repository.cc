#include "adapters/postgres/promotion_repository.h"

#include <nlohmann/json.hpp>

namespace adapters::postgres {
namespace {

std::optional<int> optional_integer(const Row& row, std::string_view column) {
  if (!row.optional_text(column)) return std::nullopt;
  return row.integer(column);
}

// {"de": "..."}; a language that the shop no longer speaks is left out.
std::map<domain::Language, std::string> translations_from(const std::string& json) {
  std::map<domain::Language, std::string> translations;
  const auto parsed = nlohmann::json::parse(json);
  for (const auto& [code, words] : parsed.items()) {
    if (const auto language = domain::language_from(code)) translations.emplace(*language, words);
  }
  return translations;
}

std::string json_of(const std::map<domain::Language, std::string>& translations) {
  auto json = nlohmann::json::object();
  for (const auto& [language, words] : translations) json[std::string(to_string(language))] = words;
  return json.dump();
}

domain::Promotion promotion_from(const Row& row) {
  domain::Promotion promotion;
  promotion.code = row.text("code");
  promotion.description = row.text("description");
  promotion.translations = translations_from(row.text("translations"));
  promotion.percent_off = optional_integer(row, "percent_off");
  if (row.optional_text("amount_off_cents")) {
    promotion.amount_off = base::Money{row.big_integer("amount_off_cents"), row.text("currency")};
  }
  promotion.minimum_minor = row.big_integer("minimum_cents");
  promotion.product_ids = nlohmann::json::parse(row.text("product_ids_json")).get<std::vector<std::int64_t>>();
  promotion.starts_at = row.optional_time("starts_at");
  promotion.ends_at = row.optional_time("ends_at");
  promotion.limit_total = optional_integer(row, "limit_total");
  promotion.limit_per_email = optional_integer(row, "limit_per_email");
  promotion.uses = row.integer("uses");
  return promotion;
}

std::string array_of(const std::vector<std::int64_t>& ids) {
  std::string text = "{";
  for (const auto id : ids) text += (text.size() > 1 ? "," : "") + std::to_string(id);
  return text + "}";
}

Params columns_of(const domain::Promotion& promotion) {
  const auto& amount = promotion.amount_off;
  return {promotion.code,
          promotion.description,
          promotion.percent_off,
          amount ? Param(amount->minor) : Param(std::nullopt),
          amount ? Param(amount->currency) : Param(std::nullopt),
          promotion.minimum_minor,
          array_of(promotion.product_ids),
          promotion.starts_at,
          promotion.ends_at,
          promotion.limit_total,
          promotion.limit_per_email,
          json_of(promotion.translations)};
}

}  // namespace

void PostgresPromotionRepository::insert(const domain::Promotion& promotion) {
  session_.execute(
      "INSERT INTO promotions (code, description, percent_off, amount_off_cents, currency, minimum_cents, product_ids, "
      "starts_at, ends_at, limit_total, limit_per_email, translations) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
      columns_of(promotion));
}

void PostgresPromotionRepository::update(const domain::Promotion& promotion) {
  const auto rows = session_.execute(
      "UPDATE promotions SET description = $2, percent_off = $3, amount_off_cents = $4, currency = $5, "
      "minimum_cents = $6, product_ids = $7, starts_at = $8, ends_at = $9, limit_total = $10, limit_per_email = $11, "
      "translations = $12 "
      "WHERE code = $1",
      columns_of(promotion));
  if (rows.affected == 0) throw std::logic_error("update of a promotion that is not stored");
}

std::vector<domain::Promotion> PostgresPromotionRepository::select(const std::string& tail, const Params& params) {
  std::vector<domain::Promotion> promotions;
  for (const auto& row :
       session_.execute("SELECT *, to_json(product_ids) AS product_ids_json FROM promotions " + tail, params).rows) {
    promotions.push_back(promotion_from(row));
  }
  return promotions;
}

std::optional<domain::Promotion> PostgresPromotionRepository::find(std::string_view code) {
  const auto found = select("WHERE code = $1", {code});
  return found.empty() ? std::nullopt : std::optional(found.front());
}

std::optional<domain::Promotion> PostgresPromotionRepository::find_for_update(std::string_view code) {
  const auto found = select("WHERE code = $1 FOR UPDATE", {code});
  return found.empty() ? std::nullopt : std::optional(found.front());
}

std::vector<domain::Promotion> PostgresPromotionRepository::list() { return select("ORDER BY code", {}); }

int PostgresPromotionRepository::uses_by_email(std::string_view code, std::string_view email) {
  return session_
      .execute(
          "SELECT count(*) AS uses FROM promotion_redemptions WHERE code = $1 AND email = $2 AND state <> 'released'",
          {code, email})
      .front()
      .integer("uses");
}

void PostgresPromotionRepository::insert_redemption(const domain::Redemption& redemption) {
  // The lowest free place of the address; one beyond the last when all are taken, which the CHECK refuses.
  const auto rows = session_.execute(
      "INSERT INTO promotion_redemptions (order_id, code, email, email_limit, email_slot, discount_cents, state, "
      "changed_at) SELECT $1, p.code, $3, p.limit_per_email, (SELECT min(slot) FROM "
      "generate_series(1, p.limit_per_email + 1) AS slot WHERE NOT EXISTS (SELECT FROM promotion_redemptions AS taken "
      "WHERE taken.code = p.code AND taken.email = $3 AND taken.email_slot = slot AND taken.state <> 'released')), "
      "$4, $5, $6 FROM promotions AS p WHERE p.code = $2",
      {redemption.order_id, redemption.code, redemption.email, redemption.discount_minor, to_string(redemption.state),
       redemption.changed_at});
  if (rows.affected == 0) throw std::logic_error("redemption of a promotion that is not stored");
}

std::optional<domain::Redemption> PostgresPromotionRepository::find_redemption(const domain::OrderId& id) {
  if (!base::is_uuid(id.value)) return std::nullopt;
  const auto rows = session_.execute("SELECT * FROM promotion_redemptions WHERE order_id = $1", {id});
  if (rows.empty()) return std::nullopt;
  const Row& row = rows.front();
  return domain::Redemption{{row.text("order_id")},
                            row.text("code"),
                            row.text("email"),
                            row.big_integer("discount_cents"),
                            domain::redemption_state_from(row.text("state")).value(),
                            row.time("changed_at")};
}

void PostgresPromotionRepository::update_redemption(const domain::Redemption& redemption) {
  const auto rows =
      session_.execute("UPDATE promotion_redemptions SET state = $2, changed_at = $3 WHERE order_id = $1",
                       {redemption.order_id, to_string(redemption.state), redemption.changed_at});
  if (rows.affected == 0) throw std::logic_error("update of a redemption that is not stored");
}

}  // namespace adapters::postgres
