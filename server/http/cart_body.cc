#include "http/cart_body.h"

#include <nlohmann/json.hpp>

#include "http/problem_language.h"

namespace http {
namespace {

using base::ErrorCode;
using nlohmann::json;

base::Failure malformed(const std::string& field, const std::string& message) {
  return base::fail(ErrorCode::kInvalidInput, message, {}, field);
}

base::Result<app::CartItem> item_from(const json& item, const std::string& field) {
  if (!item.is_object()) return malformed(field, "Each item must be an object.");
  for (const char* name : {"design_id", "variant_sku"}) {
    if (!item.contains(name) || !item[name].is_string()) {
      return malformed(field + "." + name, "This must be a string.");
    }
  }
  const auto quantity = item.find("quantity");
  if (quantity == item.end() || !quantity->is_number_integer()) {
    return malformed(field + ".quantity", "The quantity must be a whole number.");
  }
  // Out of int's range is out of the allowed range too; the use case words that error.
  const auto value = quantity->get<std::int64_t>();
  return app::CartItem{{item["design_id"].get<std::string>()},
                       item["variant_sku"].get<std::string>(),
                       value < 0 || value > 1'000'000 ? 0 : static_cast<int>(value)};
}

// Optional members may be absent or null.
bool is_given(const json& body, const char* name) { return body.contains(name) && !body[name].is_null(); }

base::Result<std::string> optional_text(const json& body, const char* name) {
  if (!is_given(body, name)) return std::string{};
  if (!body[name].is_string()) return malformed(name, "This must be a string.");
  return body[name].get<std::string>();
}

base::Result<void> read_terms(const json& body, CartBody& cart) {
  for (const auto& [name, place] : {std::pair<const char*, std::string*>{"promotion_code", &cart.terms.promotion_code},
                                    {"email", &cart.terms.email},
                                    {"country", &cart.terms.country}}) {
    auto text = optional_text(body, name);
    if (!text) return base::forward_error(text);
    *place = std::move(*text);
  }
  for (const auto& [name, place] : {std::pair<const char*, std::optional<std::int64_t>*>{"expected_total_minor", &cart.terms.expected_total_minor},
                                    {"expected_shipping_minor", &cart.terms.expected_shipping_minor}}) {
    if (!is_given(body, name)) continue;
    if (!body[name].is_number_integer()) return malformed(name, "This must be a whole number.");
    *place = body[name].get<std::int64_t>();
  }
  return {};
}

json line_json(const domain::OrderLine& line) {
  return {{"design_id", line.design_id.value},
          {"variant_sku", line.variant_sku},
          {"quantity", line.quantity},
          {"name", line.name},
          {"variant_label", line.variant_label},
          {"unit_price_minor", line.unit_price_minor},
          {"amount_minor", line.unit_price_minor * line.quantity}};
}

}  // namespace

base::Result<CartBody> read_cart(const Request& request, CartId id) {
  const json parsed = json::parse(request.body, nullptr, false);
  if (!parsed.is_object()) return malformed("", "The body must be a JSON object.");
  CartBody cart;
  cart.terms.language = request.language;
  if (id == CartId::kRequired || is_given(parsed, "cart_id")) {
    if (!parsed.contains("cart_id") || !parsed["cart_id"].is_string()) {
      return malformed("cart_id", "This must be a string.");
    }
    cart.id = parsed["cart_id"].get<std::string>();
  }
  if (!parsed.contains("items") || !parsed["items"].is_array()) return malformed("items", "This must be an array.");
  for (std::size_t i = 0; i < parsed["items"].size(); ++i) {
    const auto item = item_from(parsed["items"][i], "items[" + std::to_string(i) + "]");
    if (!item) return base::forward_error(item);
    cart.items.push_back(*item);
  }
  if (const auto read = read_terms(parsed, cart); !read) return base::forward_error(read);
  return cart;
}

// As the owner has worded it, else the discount itself.
std::string promotion_words(const domain::Promotion& promotion, const ports::Wording& wording, domain::Language language) {
  if (auto words = description_in(promotion, language); !words.empty()) return words;
  if (promotion.percent_off) {
    return wording.text(language, "promotion.percent_off", {{"percent", std::to_string(*promotion.percent_off)}});
  }
  return wording.text(language, "promotion.amount_off", {{"amount", wording.money(language, *promotion.amount_off)}});
}

json quote_json(const app::CartQuote& quote, const ports::Wording& wording, domain::Language language) {
  json body{{"currency", quote.currency},
            {"lines", json::array()},
            {"subtotal_minor", quote.subtotal_minor},
            {"discount_minor", quote.discount_minor},
            {"shipping_minor", nullptr},
            {"total_minor", quote.total_minor},
            {"promotion", nullptr},
            {"promotion_problem", nullptr},
            {"promotion_problem_code", nullptr}};
  for (const auto& line : quote.lines) body["lines"].push_back(line_json(line));
  if (quote.shipping_minor) body["shipping_minor"] = *quote.shipping_minor;
  if (quote.promotion) {
    body["promotion"] = {{"code", quote.promotion->code}, {"description", promotion_words(*quote.promotion, wording, language)}};
  }
  if (quote.promotion_problem) {
    body["promotion_problem"] = said_in(wording, language, std::string(sentence_of(*quote.promotion_problem)));
    body["promotion_problem_code"] = to_string(*quote.promotion_problem);
  }
  return body;
}

}  // namespace http
