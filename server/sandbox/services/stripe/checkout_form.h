#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "sandbox/services/stripe/payments.h"

namespace sandbox::stripe {

// What was typed, by field name.
using TypedFields = std::map<std::string, std::string>;

// HTML of the payment form for a stored session, filled with what was typed before, below the messages.
std::string render_checkout_form(const nlohmann::json& stored, const TypedFields& typed,
                                 const std::vector<std::string>& messages);

// What is missing or wrong, in sentences for the buyer; empty when all is well. Without `with_card` the card is not
// looked at.
std::vector<std::string> check_typed(const nlohmann::json& session, const TypedFields& typed, bool with_card,
                                     std::int64_t now_s);

BuyerDetails buyer_of(const TypedFields& typed);

// Position of the chosen shipping option; the first when none or an unknown one is named.
std::size_t chosen_shipping(const nlohmann::json& session, const TypedFields& typed);

}  // namespace sandbox::stripe
