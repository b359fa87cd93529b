#include "adapters/memory/promotion_repository.h"

#include <algorithm>

namespace adapters::memory {
namespace {

bool is_live(const domain::Redemption& redemption) { return redemption.state != domain::RedemptionState::kReleased; }

void check_terms(const domain::Promotion& promotion) {
  if (domain::normal_code(promotion.code) != promotion.code) throw ConstraintViolation("promotions_code_check");
  const bool good_percent = !promotion.percent_off || (*promotion.percent_off >= 1 && *promotion.percent_off <= 100);
  const bool good_amount = !promotion.amount_off || promotion.amount_off->minor > 0;
  if (promotion.percent_off.has_value() == promotion.amount_off.has_value() || !good_percent || !good_amount) {
    throw ConstraintViolation("promotions_discount_check");
  }
  if (promotion.minimum_minor < 0) throw ConstraintViolation("promotions_minimum_check");
  if (promotion.starts_at && promotion.ends_at && *promotion.starts_at >= *promotion.ends_at) {
    throw ConstraintViolation("promotions_dates_check");
  }
  if ((promotion.limit_total && *promotion.limit_total < 1) ||
      (promotion.limit_per_email && *promotion.limit_per_email < 1)) {
    throw ConstraintViolation("promotions_limits_check");
  }
}

}  // namespace

void MemoryPromotionRepository::insert(const domain::Promotion& promotion) {
  check_terms(promotion);
  if (!state_.promotions.emplace(promotion.code, promotion).second) throw ConstraintViolation("promotions_pkey");
  check_limits(promotion.code);
}

void MemoryPromotionRepository::update(const domain::Promotion& promotion) {
  check_terms(promotion);
  const auto found = state_.promotions.find(promotion.code);
  if (found == state_.promotions.end()) throw std::logic_error("update of a promotion that is not stored");
  found->second = promotion;
  check_limits(promotion.code);
}

std::optional<domain::Promotion> MemoryPromotionRepository::find(std::string_view code) {
  const auto found = state_.promotions.find(std::string(code));
  if (found == state_.promotions.end()) return std::nullopt;
  return found->second;
}

std::vector<domain::Promotion> MemoryPromotionRepository::list() {
  std::vector<domain::Promotion> promotions;
  for (const auto& [code, promotion] : state_.promotions) promotions.push_back(promotion);
  return promotions;
}

int MemoryPromotionRepository::uses_by_email(std::string_view code, std::string_view email) {
  return static_cast<int>(std::count_if(state_.redemptions.begin(), state_.redemptions.end(), [&](const auto& one) {
    return one.code == code && one.email == email && is_live(one);
  }));
}

void MemoryPromotionRepository::check_limits(const std::string& code) {
  auto& promotion = state_.promotions.at(code);
  promotion.uses = static_cast<int>(std::count_if(state_.redemptions.begin(), state_.redemptions.end(),
                                                  [&](const auto& one) { return one.code == code && is_live(one); }));
  if (promotion.limit_total && promotion.uses > *promotion.limit_total) {
    throw ConstraintViolation("promotions_limit_check");
  }
}

void MemoryPromotionRepository::insert_redemption(const domain::Redemption& redemption) {
  const auto promotion = find(redemption.code);
  if (!promotion) throw std::logic_error("redemption of a promotion that is not stored");
  const bool order_exists = std::any_of(state_.orders.begin(), state_.orders.end(),
                                        [&](const auto& order) { return order.id == redemption.order_id; });
  if (!order_exists) throw ConstraintViolation("promotion_redemptions_order_fkey");
  require_unique(!find_redemption(redemption.order_id), "promotion_redemptions_pkey");
  if (promotion->limit_per_email) {
    if (redemption.email.empty()) throw ConstraintViolation("promotion_redemptions_email_check");
    if (uses_by_email(redemption.code, redemption.email) >= *promotion->limit_per_email) {
      throw ConstraintViolation("promotion_redemptions_email_limit_check");
    }
  }
  state_.redemptions.push_back(redemption);
  check_limits(redemption.code);
}

std::optional<domain::Redemption> MemoryPromotionRepository::find_redemption(const domain::OrderId& id) {
  for (const auto& redemption : state_.redemptions) {
    if (redemption.order_id == id) return redemption;
  }
  return std::nullopt;
}

void MemoryPromotionRepository::update_redemption(const domain::Redemption& redemption) {
  for (auto& stored : state_.redemptions) {
    if (stored.order_id != redemption.order_id) continue;
    stored.state = redemption.state;
    stored.changed_at = redemption.changed_at;
    check_limits(stored.code);
    return;
  }
  throw std::logic_error("update of a redemption that is not stored");
}

}  // namespace adapters::memory
