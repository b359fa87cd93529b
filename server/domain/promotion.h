#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "base/timestamp.h"
#include "domain/language.h"
#include "domain/order.h"
#include "domain/redemption_state.h"

namespace domain {

// A code that takes a share or an amount off the goods of a cart; shipping is never discounted.
struct Promotion {
  std::string code;         // as normal_code gives it: "PETS10"
  std::string description;  // for buyers, in English; empty: the discount itself, "10% off"
  std::map<Language, std::string> translations;  // of the description
  std::optional<int> percent_off;  // 1 to 100; exactly one of these two is set
  std::optional<base::Money> amount_off;
  std::int64_t minimum_minor = 0;         // of the goods it applies to
  std::vector<std::int64_t> product_ids;  // that it applies to; empty for all
  std::optional<base::Timestamp> starts_at;
  std::optional<base::Timestamp> ends_at;  // no longer valid at this moment
  std::optional<int> limit_total;
  std::optional<int> limit_per_email;
  int uses = 0;  // held or redeemed now; kept by the database, defended by its CHECK

  bool operator==(const Promotion&) const = default;
};

// One order's use of a code.
struct Redemption {
  OrderId order_id;
  std::string code;
  std::string email;  // in normal form; empty where the code has no limit per e-mail
  std::int64_t discount_minor = 0;
  RedemptionState state = RedemptionState::kHeld;
  base::Timestamp changed_at;

  bool operator==(const Redemption&) const = default;
};

enum class PromotionProblem {
  kUnknown,
  kNotYet,
  kEnded,
  kUsedUp,
  kNeedsEmail,   // limited per e-mail, and none was given
  kUsedByEmail,
  kOtherProducts,
  kBelowMinimum,
  kOtherCurrency,
};

std::string_view to_string(PromotionProblem problem);  // "used_up"
std::string_view sentence_of(PromotionProblem problem);  // for the buyer, in English

// Codes are typed by people: without blanks, in upper case. Nothing when it cannot be a code: 3 to 32 of A-Z, 0-9 and
// dashes, beginning with a letter or digit.
std::optional<std::string> normal_code(std::string_view typed);

// What it is called in a language, else in English; empty where it has no words but the discount itself.
std::string description_in(const Promotion& promotion, Language language);

// What is asked of a promotion.
struct PromotionWish {
  const std::vector<OrderLine>& lines;
  std::string currency;
  base::Timestamp now;
  std::string email;      // in normal form, empty when not known
  int uses_by_email = 0;  // held or redeemed
  int own_holds = 0;      // among `uses` and `uses_by_email`: what this very cart holds already
};

// Why it cannot be used now; nothing when it can.
std::optional<PromotionProblem> problem_of(const Promotion& promotion, const PromotionWish& wish);

// What it takes off these lines: a share is rounded half up to the smallest unit, an amount never exceeds the goods.
std::int64_t discount_of(const Promotion& promotion, const std::vector<OrderLine>& lines);

}  // namespace domain
