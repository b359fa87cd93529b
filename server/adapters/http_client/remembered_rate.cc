#include "adapters/http_client/remembered_rate.h"

#include <map>

#include "base/log.h"

namespace adapters::http_client {
namespace {

constexpr std::chrono::minutes kRateHolds{15};
constexpr std::chrono::hours kRateIsRemembered{24};

// "499 USD", as remembered_rate keeps it.
base::Money money_from(const std::string& text) {
  const auto space = text.find(' ');
  return {std::stoll(text.substr(0, space)), text.substr(space + 1)};
}

void keep(ports::ProviderAnswers& answers, std::string_view provider, const std::string& question, const base::Money& rate) {
  const auto kept = answers.keep(provider, question, std::to_string(rate.minor) + " " + rate.currency);
  if (!kept) base::log_error("the printer's answer could not be kept", kept.error());
}

}  // namespace

base::Result<void> let_orders_go_first(ports::ProviderGate* gate, std::string_view provider) {
  if (gate == nullptr) return {};
  const auto spare = gate->has_spare(provider);
  if (!spare) return base::forward_error(spare);
  if (!*spare) return base::fail(base::ErrorCode::kRateLimited, "The printer is busy.", "orders go before the questions of carts");
  return {};
}

std::string rate_question(const ports::FulfillmentQuery& query) {
  std::map<std::int64_t, int> pieces;
  for (const auto& item : query.items) pieces[item.variant_id] += item.quantity;
  std::string question = "shipping to " + query.country + " of";
  for (const auto& [variant, count] : pieces) question += " " + std::to_string(count) + "x" + std::to_string(variant);
  return question;
}

base::Result<std::optional<ports::ShippingRate>> remembered_rate(ports::ProviderAnswers* answers, std::string_view provider,
                                                                 const std::string& question,
                                                                 const std::function<base::Result<base::Money>()>& ask) {
  std::optional<ports::ProviderAnswer> known;
  if (answers != nullptr) {
    auto found = answers->find(provider, question);
    if (found && *found && (*found)->age < kRateIsRemembered) known = std::move(*found);
  }
  if (known && known->age < kRateHolds) return std::optional(ports::ShippingRate{money_from(known->text)});
  const auto rate = ask();
  if (rate && answers != nullptr) keep(*answers, provider, question, *rate);
  if (rate) return std::optional(ports::ShippingRate{*rate});
  if (!known) return base::forward_error(rate);
  return std::optional(ports::ShippingRate{money_from(known->text), true});
}

}  // namespace adapters::http_client
