#include "sandbox/services/stripe/session_params.h"

#include <nlohmann/json.hpp>

namespace sandbox::stripe {
namespace {

using Json = nlohmann::json;
using enum ParamType;

// Every code that the API accepts in shipping_address_collection.
constexpr std::string_view kCountries =
    "AC AD AE AF AG AI AL AM AO AQ AR AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA "
    "CD CF CG CH CI CK CL CM CN CO CR CV CW CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FO FR GA GB GD GE GF "
    "GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IS IT JE JM JO JP KE KG KH KI KM KN "
    "KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MK ML MM MN MO MQ MR MS MT MU MV MW MX MY MZ NA NC "
    "NE NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ "
    "SK SL SM SN SO SR SS ST SV SX SZ TA TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VN "
    "VU WF WS XK YE YT ZA ZM ZW ZZ";

constexpr std::string_view kTaxBehavior = "exclusive|inclusive|unspecified";

std::string text_at(const Json& node, const char* name) {
  const auto found = node.find(name);
  return found != node.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

ApiResult<void> check_price_data(const Json& price, const std::string& place, std::string& currency) {
  if (!price.contains("currency")) return missing(place + "[currency]");
  if (!price.contains("unit_amount") && !price.contains("unit_amount_decimal")) return missing(place + "[unit_amount]");
  if (!price.contains("unit_amount")) return invalid("", "The sandbox needs whole amounts: use unit_amount.", place);
  const auto amount = price["unit_amount"].get<std::int64_t>();
  if (amount < 0)
    return invalid("parameter_invalid_integer", "This value must be greater than or equal to 0.",
                   place + "[unit_amount]");
  if (amount > 99'999'999)
    return invalid("amount_too_large", "Amount must be no more than $999,999.99", place + "[unit_amount]");
  if (price.contains("product")) return no_such("product", text_at(price, "product"), place + "[product]");
  if (!price.contains("product_data")) return missing(place + "[product]");
  if (text_at(price["product_data"], "name").empty()) return missing(place + "[product_data][name]");
  if (price["product_data"].value("images", Json::array()).size() > 8) {
    return invalid("", "You may only specify up to 8 images.", place + "[product_data][images]");
  }
  if (price.contains("recurring")) {
    return invalid("", "You specified `payment` mode but passed a recurring price.", place + "[recurring]");
  }
  const auto its_currency = price["currency"].get<std::string>();
  if (!currency.empty() && currency != its_currency) {
    return invalid("", "All line items must have the same currency.", place + "[currency]");
  }
  currency = its_currency;
  return {};
}

ApiResult<std::int64_t> check_line_items(const Json& params, std::string& currency) {
  const Json items = params.value("line_items", Json());
  if (!items.is_array() || items.empty()) return missing("line_items");
  if (items.size() > 100) return invalid("", "A Checkout Session may have at most 100 line items.", "line_items");
  std::int64_t total = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Json& item = items[i];
    const std::string place = "line_items[" + std::to_string(i) + "]";
    if (!item.is_object()) return invalid("parameter_invalid_object", "Invalid object", place);
    if (!item.contains("price_data")) return missing(place + "[price]");
    if (!item["price_data"].is_object())
      return invalid("parameter_invalid_object", "Invalid object", place + "[price_data]");
    if (!item.contains("quantity")) return missing(place + "[quantity]");
    const auto quantity = item["quantity"].get<std::int64_t>();
    if (quantity < 1 || quantity > 999'999) {
      return invalid("parameter_invalid_integer", "This value must be greater than or equal to 1.",
                     place + "[quantity]");
    }
    auto price = check_price_data(item["price_data"], place + "[price_data]", currency);
    if (!price) return ApiFailure(price.error());
    total += quantity * item["price_data"]["unit_amount"].get<std::int64_t>();
  }
  return total;
}

ApiResult<void> check_shipping_option(const Json& option, const std::string& place, const std::string& currency) {
  if (option.contains("shipping_rate"))
    return no_such("shipping rate", text_at(option, "shipping_rate"), place + "[shipping_rate]");
  if (!option.contains("shipping_rate_data")) return missing(place + "[shipping_rate]");
  const Json& rate = option["shipping_rate_data"];
  const std::string inside = place + "[shipping_rate_data]";
  if (text_at(rate, "display_name").empty()) return missing(inside + "[display_name]");
  if (text_at(rate, "display_name").size() > 100) {
    return invalid("", "Shipping rate names may be at most 100 characters.", inside + "[display_name]");
  }
  if (!rate.contains("fixed_amount")) return missing(inside + "[fixed_amount]");
  const Json& amount = rate["fixed_amount"];
  if (!amount.contains("amount")) return missing(inside + "[fixed_amount][amount]");
  if (!amount.contains("currency")) return missing(inside + "[fixed_amount][currency]");
  if (amount["amount"].get<std::int64_t>() < 0) {
    return invalid("parameter_invalid_integer", "This value must be greater than or equal to 0.",
                   inside + "[fixed_amount][amount]");
  }
  if (amount["currency"] != currency) {
    return invalid("", "Shipping options must be in the currency of the line items.",
                   inside + "[fixed_amount][currency]");
  }
  return {};
}

ApiResult<void> check_shipping(const Json& params, const std::string& currency) {
  if (params.contains("shipping_address_collection")) {
    const Json countries = params["shipping_address_collection"].value("allowed_countries", Json());
    if (!countries.is_array() || countries.empty()) return missing("shipping_address_collection[allowed_countries]");
    for (std::size_t i = 0; i < countries.size(); ++i) {
      const auto code = countries[i].get<std::string>();
      if (!is_shipping_country(code)) {
        const std::string place = "shipping_address_collection[allowed_countries][" + std::to_string(i) + "]";
        return invalid("parameter_invalid", "Invalid " + place + ": '" + code + "' is not a supported country", place);
      }
    }
  }
  const Json options = params.value("shipping_options", Json::array());
  if (options.size() > 5) return invalid("", "You may only specify up to 5 shipping options.", "shipping_options");
  for (std::size_t i = 0; i < options.size(); ++i) {
    auto checked = check_shipping_option(options[i], "shipping_options[" + std::to_string(i) + "]", currency);
    if (!checked) return checked;
  }
  return {};
}

ApiResult<void> check_expiry(const Json& params, std::int64_t now_s) {
  if (!params.contains("expires_at")) return {};
  const auto at = params["expires_at"].get<std::int64_t>();
  if (at > now_s + 24 * 3600) {
    return invalid("", "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
                   "expires_at");
  }
  if (at < now_s + 30 * 60) {
    return invalid("", "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
                   "expires_at");
  }
  return {};
}

ApiResult<void> check_discounts(const Json& params) {
  if (!params.contains("discounts")) return {};
  if (params.value("allow_promotion_codes", false)) {
    return invalid("", "You may only specify one of these parameters: allow_promotion_codes, discounts.", "discounts");
  }
  const Json& discounts = params["discounts"];
  if (discounts.size() != 1) return invalid("", "You can only pass one discount.", "discounts");
  if (discounts[0].contains("coupon")) return {};  // apply_coupon looks it up
  return no_such("promotion code", text_at(discounts[0], "promotion_code"), "discounts[0][promotion_code]");
}

}  // namespace

const std::vector<Param>& session_params() {
  static const std::vector<Param> params = {
      {"mode", kText, "payment|setup|subscription"},
      {"ui_mode", kText, "elements|embedded_page|form|hosted_page"},
      {"success_url", kUrl},
      {"cancel_url", kUrl},
      {"return_url", kUrl},
      {"redirect_on_completion", kText, "always|if_required|never"},
      {"client_reference_id"},
      {"customer_email", kEmail},
      {"customer"},
      {"customer_account"},
      {"customer_creation", kText, "always|if_required"},
      {"customer_update", kAnything},
      {"currency", kCurrency},
      {"expires_at", kInteger},
      {"locale"},
      {"metadata", kMetadata},
      {"submit_type", kText, "auto|book|donate|pay|subscribe"},
      {"allow_promotion_codes", kBoolean},
      {"discounts[].coupon"},
      {"discounts[].promotion_code"},
      {"billing_address_collection", kText, "auto|required"},
      {"phone_number_collection.enabled", kBoolean},
      {"shipping_address_collection.allowed_countries[]"},
      {"shipping_options[].shipping_rate"},
      {"shipping_options[].shipping_rate_data.type", kText, "fixed_amount"},
      {"shipping_options[].shipping_rate_data.display_name"},
      {"shipping_options[].shipping_rate_data.fixed_amount.amount", kInteger},
      {"shipping_options[].shipping_rate_data.fixed_amount.currency", kCurrency},
      {"shipping_options[].shipping_rate_data.fixed_amount.currency_options", kAnything},
      {"shipping_options[].shipping_rate_data.delivery_estimate.minimum.unit", kText,
       "business_day|day|hour|month|week"},
      {"shipping_options[].shipping_rate_data.delivery_estimate.minimum.value", kInteger},
      {"shipping_options[].shipping_rate_data.delivery_estimate.maximum.unit", kText,
       "business_day|day|hour|month|week"},
      {"shipping_options[].shipping_rate_data.delivery_estimate.maximum.value", kInteger},
      {"shipping_options[].shipping_rate_data.tax_behavior", kText, kTaxBehavior},
      {"shipping_options[].shipping_rate_data.tax_code"},
      {"shipping_options[].shipping_rate_data.metadata", kMetadata},
      {"line_items[].price"},
      {"line_items[].quantity", kInteger},
      {"line_items[].adjustable_quantity", kAnything},
      {"line_items[].tax_rates", kAnything},
      {"line_items[].metadata", kMetadata},
      {"line_items[].price_data.currency", kCurrency},
      {"line_items[].price_data.unit_amount", kInteger},
      {"line_items[].price_data.unit_amount_decimal"},
      {"line_items[].price_data.tax_behavior", kText, kTaxBehavior},
      {"line_items[].price_data.product"},
      {"line_items[].price_data.recurring", kAnything},
      {"line_items[].price_data.product_data.name"},
      {"line_items[].price_data.product_data.description"},
      {"line_items[].price_data.product_data.images[]", kUrl},
      {"line_items[].price_data.product_data.metadata", kMetadata},
      {"line_items[].price_data.product_data.tax_code"},
      {"line_items[].price_data.product_data.tax_details", kAnything},
      {"line_items[].price_data.product_data.unit_label"},
      {"payment_intent_data.metadata", kMetadata},
      {"payment_intent_data.description"},
      {"payment_intent_data.receipt_email", kEmail},
      {"payment_intent_data.capture_method", kText, "automatic|automatic_async|manual"},
      {"payment_intent_data.statement_descriptor"},
      {"payment_intent_data.statement_descriptor_suffix"},
      {"payment_intent_data.setup_future_usage", kText, "off_session|on_session"},
      {"payment_intent_data.shipping", kAnything},
      {"payment_intent_data.transfer_group"},
      {"payment_intent_data.transfer_data", kAnything},
      {"payment_intent_data.on_behalf_of"},
      {"payment_intent_data.application_fee_amount", kInteger},
      {"adaptive_pricing.enabled", kBoolean},
      {"automatic_tax.enabled", kBoolean},
      {"automatic_tax.liability", kAnything},
      {"after_expiration.recovery.enabled", kBoolean},
      {"after_expiration.recovery.allow_promotion_codes", kBoolean},
      {"consent_collection", kAnything},
      {"custom_fields", kAnything},
      {"custom_text", kAnything},
      {"branding_settings", kAnything},
      {"invoice_creation", kAnything},
      {"managed_payments", kAnything},
      {"name_collection", kAnything},
      {"optional_items", kAnything},
      {"origin_context", kText, "mobile_app|web"},
      {"integration_identifier"},
      {"allowed_payment_method_types[]"},
      {"excluded_payment_method_types[]"},
      {"payment_method_collection", kText, "always|if_required"},
      {"payment_method_configuration"},
      {"payment_method_data", kAnything},
      {"payment_method_options", kAnything},
      {"permissions", kAnything},
      {"saved_payment_method_options", kAnything},
      {"setup_intent_data", kAnything},
      {"subscription_data", kAnything},
      {"tax_id_collection", kAnything},
      {"wallet_options", kAnything},
      {"expand[]"},
  };
  return params;
}

bool is_shipping_country(std::string_view code) {
  if (code.size() != 2) return false;
  const auto at = kCountries.find(code);
  return at != std::string_view::npos && at % 3 == 0;
}

ApiResult<void> check_session(const Json& params, std::int64_t now_s) {
  if (!params.contains("mode")) return missing("mode");
  if (params["mode"] != "payment") return invalid("", "The sandbox only knows mode=payment.", "mode");
  if (params.value("ui_mode", "hosted_page") != "hosted_page") {
    return invalid("", "The sandbox only knows ui_mode=hosted_page.", "ui_mode");
  }
  if (!params.contains("success_url")) return missing("success_url");
  if (params.contains("return_url")) {
    return invalid("", "`return_url` cannot be used with `ui_mode` hosted_page.", "return_url");
  }
  if (params.contains("customer")) return no_such("customer", text_at(params, "customer"), "customer");
  if (text_at(params, "client_reference_id").size() > 200) {
    return invalid("", "Invalid string: must be at most 200 characters", "client_reference_id");
  }
  std::string currency;
  const auto subtotal = check_line_items(params, currency);
  if (!subtotal) return ApiFailure(subtotal.error());
  if (params.contains("currency") && params["currency"] != currency) {
    return invalid("", "The currency of the line items differs from `currency`.", "currency");
  }
  // Zero is a free order, which the API allows; anything else must be worth a card payment.
  if (*subtotal > 0 && *subtotal < 50) {
    return invalid("amount_too_small",
                   "The Checkout Session's total amount must convert to at least 50 cents. Please see "
                   "https://stripe.com/docs/currencies#minimum-and-maximum-charge-amounts",
                   "");
  }
  if (auto shipping = check_shipping(params, currency); !shipping) return shipping;
  if (auto discounts = check_discounts(params); !discounts) return discounts;
  return check_expiry(params, now_s);
}

}  // namespace sandbox::stripe
