#include "app/checkout/apply_promotion.h"

#include "domain/email.h"

namespace app {

AppliedPromotion apply_promotion(Services& services, ports::Transaction& transaction, const CartTerms& terms,
                                 const std::vector<domain::OrderLine>& lines, const std::string& currency,
                                 int own_holds, bool lock) {
  if (terms.promotion_code.empty()) return {};
  const auto code = domain::normal_code(terms.promotion_code);
  auto& promotions = transaction.promotions();
  auto promotion = !code ? std::nullopt : lock ? promotions.find_for_update(*code) : promotions.find(*code);
  if (!promotion) return {{}, 0, domain::PromotionProblem::kUnknown};
  const std::string email = domain::is_email(terms.email) ? terms.email : "";
  const int uses_by_email = email.empty() ? 0 : promotions.uses_by_email(*code, email);
  const domain::PromotionWish wish{lines, currency, services.clock.now(), email, uses_by_email, own_holds};
  if (const auto problem = problem_of(*promotion, wish)) return {{}, 0, problem};
  const auto discount = discount_of(*promotion, lines);
  return {std::move(promotion), discount, {}};
}

void hold_promotion(ports::Transaction& transaction, const domain::Order& order, const domain::Promotion& promotion,
                    const std::string& email) {
  transaction.promotions().insert_redemption({order.id, promotion.code, promotion.limit_per_email ? email : "",
                                              order.discount_minor, domain::RedemptionState::kHeld,
                                              order.created_at});
}

}  // namespace app
