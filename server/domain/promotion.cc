#include "domain/promotion.h"

#include <algorithm>

namespace domain {
namespace {

bool applies_to(const Promotion& promotion, const OrderLine& line) {
  const auto& ids = promotion.product_ids;
  return ids.empty() || std::find(ids.begin(), ids.end(), line.product_id) != ids.end();
}

// The price of the goods that the promotion applies to.
std::int64_t goods_of(const Promotion& promotion, const std::vector<OrderLine>& lines) {
  std::int64_t sum = 0;
  for (const auto& line : lines) {
    if (applies_to(promotion, line)) sum += line.unit_price_minor * line.quantity;
  }
  return sum;
}

bool is_letter_or_digit(char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

}  // namespace

std::string description_in(const Promotion& promotion, Language language) {
  const auto found = promotion.translations.find(language);
  return found == promotion.translations.end() ? promotion.description : found->second;
}

std::string_view to_string(PromotionProblem problem) {
  switch (problem) {
    case PromotionProblem::kUnknown: return "unknown";
    case PromotionProblem::kNotYet: return "not_yet";
    case PromotionProblem::kEnded: return "ended";
    case PromotionProblem::kUsedUp: return "used_up";
    case PromotionProblem::kNeedsEmail: return "needs_email";
    case PromotionProblem::kUsedByEmail: return "used_by_email";
    case PromotionProblem::kOtherProducts: return "other_products";
    case PromotionProblem::kBelowMinimum: return "below_minimum";
    case PromotionProblem::kOtherCurrency: return "other_currency";
  }
  return "unknown";
}

std::string_view sentence_of(PromotionProblem problem) {
  switch (problem) {
    case PromotionProblem::kUnknown: return "We do not know this code.";
    case PromotionProblem::kNotYet: return "This code is not valid yet.";
    case PromotionProblem::kEnded: return "This code is no longer valid.";
    case PromotionProblem::kUsedUp: return "This code has been used up.";
    case PromotionProblem::kNeedsEmail: return "This code needs your e-mail address.";
    case PromotionProblem::kUsedByEmail: return "You have used this code already.";
    case PromotionProblem::kOtherProducts: return "This code is not for what is in your cart.";
    case PromotionProblem::kBelowMinimum: return "Your cart is below the minimum of this code.";
    case PromotionProblem::kOtherCurrency: return "This code is for another currency.";
  }
  return "We do not know this code.";
}

std::optional<std::string> normal_code(std::string_view typed) {
  std::string code;
  for (char c : typed) {
    if (c == ' ' || c == '\t') continue;
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    if (!is_letter_or_digit(c) && c != '-') return std::nullopt;
    code += c;
  }
  if (code.size() < 3 || code.size() > 32 || code.front() == '-') return std::nullopt;
  return code;
}

std::optional<PromotionProblem> problem_of(const Promotion& promotion, const PromotionWish& wish) {
  using enum PromotionProblem;
  if (promotion.starts_at && wish.now < *promotion.starts_at) return kNotYet;
  if (promotion.ends_at && wish.now >= *promotion.ends_at) return kEnded;
  if (promotion.amount_off && promotion.amount_off->currency != wish.currency) return kOtherCurrency;
  const auto goods = goods_of(promotion, wish.lines);
  if (goods == 0) return kOtherProducts;
  if (goods < promotion.minimum_minor) return kBelowMinimum;
  if (promotion.limit_total && promotion.uses - wish.own_holds >= *promotion.limit_total) return kUsedUp;
  if (!promotion.limit_per_email) return std::nullopt;
  if (wish.email.empty()) return kNeedsEmail;
  if (wish.uses_by_email - wish.own_holds >= *promotion.limit_per_email) return kUsedByEmail;
  return std::nullopt;
}

std::int64_t discount_of(const Promotion& promotion, const std::vector<OrderLine>& lines) {
  const auto goods = goods_of(promotion, lines);
  if (promotion.percent_off) return (goods * *promotion.percent_off + 50) / 100;
  return promotion.amount_off ? std::min(promotion.amount_off->minor, goods) : 0;
}

}  // namespace domain
