#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "sandbox/services/world.h"

namespace sandbox::stripe {

enum class CardOutcome { kSucceeds, kDeclined, kInsufficientFunds, kNeedsChallenge, kUnknown };

// By the API's published test card numbers, blanks ignored; kUnknown for every other number.
CardOutcome outcome_of_card(const std::string& number);
std::string decline_message(CardOutcome outcome);

enum class PaymentMethod { kCard, kBankDebit };

// What the buyer typed on the hosted page.
struct BuyerDetails {
  std::string email;
  std::string name;
  std::string phone;
  std::string line1, line2, city, state, postal_code, country;
  std::string card_last4 = "4242";
};

enum class PaymentOutcome { kDone, kNotOpen };

// Ends an open session: payment intent, charge and events. A card is paid at once, a bank debit stays unpaid until
// settle_bank_debit. `webhook_id` gets the queue entry of checkout.session.completed, if one is to be sent.
PaymentOutcome complete_session(World& world, const std::string& session_id, PaymentMethod method,
                                const BuyerDetails& buyer, std::optional<std::string>& webhook_id);

// A card that was refused: the session stays open, its payment intent fails.
void record_declined_card(World& world, const std::string& session_id, const std::string& card_last4,
                          CardOutcome outcome);

// The bank's answer days later. False when the session waits for none.
bool settle_bank_debit(World& world, const std::string& session_id, bool succeeded);

// Changes the price of an open session to that of its shipping option `index`.
void choose_shipping(nlohmann::json& session, std::size_t index);

}  // namespace sandbox::stripe
