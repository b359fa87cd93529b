#include "app/promotions/keep_promotions.h"

#include <algorithm>

namespace app {
namespace {

using base::ErrorCode;

base::Failure wrong(std::string_view field, std::string message) {
  return base::fail(ErrorCode::kInvalidInput, std::move(message), {}, std::string(field));
}

base::Result<void> check(const PromotionTerms& terms) {
  if (!domain::normal_code(terms.code)) {
    return wrong("code", "A code is 3 to 32 letters, digits and dashes, and begins with a letter or digit.");
  }
  if (terms.description.empty() && !terms.translations.empty()) {
    return wrong("description", "What is said in other languages must be said in English, too.");
  }
  if (terms.percent_off.has_value() == terms.amount_off_minor.has_value()) {
    return wrong("percent", "Say either a percentage or an amount.");
  }
  if (terms.percent_off && (*terms.percent_off < 1 || *terms.percent_off > 100)) {
    return wrong("percent", "The percentage must be between 1 and 100.");
  }
  if (terms.amount_off_minor && *terms.amount_off_minor < 1) return wrong("amount", "The amount must be positive.");
  if (terms.minimum_minor < 0) return wrong("minimum", "The minimum must not be negative.");
  if (terms.starts_at && terms.ends_at && *terms.starts_at >= *terms.ends_at) {
    return wrong("until", "It must begin before it ends.");
  }
  if ((terms.limit_total && *terms.limit_total < 1) || (terms.limit_per_email && *terms.limit_per_email < 1)) {
    return wrong("limit", "A limit must be at least 1.");
  }
  return {};
}

base::Result<std::vector<std::int64_t>> ids_of(const std::vector<domain::Product>& products,
                                               const std::vector<std::string>& skus) {
  std::vector<std::int64_t> ids;
  for (const auto& sku : skus) {
    const auto found = std::find_if(products.begin(), products.end(), [&](const auto& one) { return one.sku == sku; });
    if (found == products.end()) return wrong("products", "There is no product \"" + sku + "\".");
    ids.push_back(found->id);
  }
  return ids;
}

}  // namespace

base::Result<domain::Promotion> add_promotion(ports::Database& database, const PromotionTerms& terms) {
  if (const auto checked = check(terms); !checked) return base::forward_error(checked);
  domain::Promotion promotion;
  promotion.code = *domain::normal_code(terms.code);
  promotion.description = terms.description;
  promotion.translations = terms.translations;
  promotion.percent_off = terms.percent_off;
  promotion.minimum_minor = terms.minimum_minor;
  promotion.starts_at = terms.starts_at;
  promotion.ends_at = terms.ends_at;
  promotion.limit_total = terms.limit_total;
  promotion.limit_per_email = terms.limit_per_email;
  return with_transaction(database, [&](ports::Transaction& transaction) -> base::Result<domain::Promotion> {
    auto ids = ids_of(transaction.products().list(), terms.product_skus);
    if (!ids) return base::forward_error(ids);
    promotion.product_ids = std::move(*ids);
    if (terms.amount_off_minor) {
      promotion.amount_off = base::Money{*terms.amount_off_minor, transaction.products().shipping_policy().price.currency};
    }
    if (transaction.promotions().find(promotion.code)) {
      return base::fail(ErrorCode::kConflict, "The code " + promotion.code + " is there already.", {}, "code");
    }
    transaction.promotions().insert(promotion);
    return promotion;
  });
}

base::Result<void> end_promotion(ports::Database& database, const std::string& code, base::Timestamp now) {
  return database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto promotion = transaction.promotions().find_for_update(domain::normal_code(code).value_or(code));
    if (!promotion) return base::fail(ErrorCode::kNotFound, "There is no code " + code + ".");
    if (promotion->ends_at && *promotion->ends_at <= now) return {};
    promotion->ends_at = now;
    // One that has not begun never will.
    if (promotion->starts_at && *promotion->starts_at >= now) promotion->starts_at.reset();
    transaction.promotions().update(*promotion);
    return {};
  });
}

base::Result<std::vector<domain::Promotion>> list_promotions(ports::Database& database) {
  return with_transaction(database, [](ports::Transaction& transaction) {
    return base::Result<std::vector<domain::Promotion>>(transaction.promotions().list());
  });
}

}  // namespace app
