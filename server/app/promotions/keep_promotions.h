#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ports/database.h"

namespace app {

// What the owner says of a new promotion.
struct PromotionTerms {
  std::string code;
  std::string description;                // in English; "" says the discount itself: "10% off"
  std::map<domain::Language, std::string> translations;  // of the description
  std::optional<int> percent_off;         // one of these two
  std::optional<std::int64_t> amount_off_minor;  // in the shop's currency
  std::int64_t minimum_minor = 0;
  std::vector<std::string> product_skus;  // "tee"; empty for all
  std::optional<base::Timestamp> starts_at;
  std::optional<base::Timestamp> ends_at;
  std::optional<int> limit_total;
  std::optional<int> limit_per_email;
};

// kInvalidInput says what is wrong with the terms, kConflict that the code is there already.
base::Result<domain::Promotion> add_promotion(ports::Database& database, const PromotionTerms& terms);

// From `now` on nobody new can use it; orders that hold it keep it. kNotFound for an unknown code.
base::Result<void> end_promotion(ports::Database& database, const std::string& code, base::Timestamp now);

base::Result<std::vector<domain::Promotion>> list_promotions(ports::Database& database);

}  // namespace app
