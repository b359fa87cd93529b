#include "sandbox/services/stripe/checkout_form.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "sandbox/services/answers.h"
#include "sandbox/services/stripe/page_words.h"

namespace sandbox::stripe {
namespace {

using Json = nlohmann::json;

std::string value(const TypedFields& typed, const std::string& name) {
  const auto found = typed.find(name);
  if (found == typed.end()) return {};
  const std::string& text = found->second;
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string digits_of(const std::string& text) {
  std::string digits;
  std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  return digits;
}

bool needs_state(const std::string& country) { return country == "US" || country == "CA" || country == "AU"; }

bool is_state_code(const std::string& text) {
  return (text.size() == 2 || text.size() == 3) &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return text;
}

struct Field {
  const char* name;
  const char* label;
  const char* autocomplete;
  bool required = true;
  const char* more = "";
};

std::string input(const PageWords& words, const Field& field, const TypedFields& typed) {
  return std::string("<label for=\"") + field.name + "\">" + words(field.label) + "</label><input id=\"" + field.name +
         "\" name=\"" + field.name + "\" autocomplete=\"" + field.autocomplete + "\" value=\"" +
         escape_html(value(typed, field.name)) + "\"" + (field.required ? " required" : "") + " " + field.more + ">";
}

std::string country_select(const PageWords& words, const Json& countries, const TypedFields& typed) {
  std::string html = "<label for=\"country\">" + words("Country") +
                     "</label><select id=\"country\" name=\"country\" autocomplete=\"country\" required>";
  const std::string chosen = value(typed, "country");
  for (const Json& country : countries) {
    const auto code = country.get<std::string>();
    html +=
        "<option value=\"" + code + "\"" + (code == chosen ? " selected" : "") + ">" + words.country(code) + "</option>";
  }
  return html + "</select>";
}

std::string address_fields(const PageWords& words, const Json& session, const TypedFields& typed) {
  std::string html = "<fieldset><legend>" + words("Shipping address") + "</legend>";
  html += input(words, {"name", "Full name", "shipping name"}, typed);
  html += country_select(words, session["shipping_address_collection"]["allowed_countries"], typed);
  html += input(words, {"line1", "Address line 1", "shipping address-line1"}, typed);
  html += input(words, {"line2", "Address line 2 (optional)", "shipping address-line2", false}, typed);
  html += "<div class=\"row\"><div>" + input(words, {"city", "City", "shipping address-level2"}, typed) + "</div><div>" +
          input(words, {"state", "State or province code", "shipping address-level1", false}, typed) + "</div></div>";
  html += input(words, {"postal_code", "ZIP or postal code", "shipping postal-code", false}, typed);
  return html + "</fieldset>";
}

std::string shipping_choice(const PageWords& words, const Json& stored, const TypedFields& typed) {
  const Json& session = stored["object"];
  const Json& options = session["shipping_options"];
  if (options.empty()) return {};
  std::string html = "<fieldset><legend>" + words("Shipping method") + "</legend>";
  const std::size_t chosen = chosen_shipping(session, typed);
  for (std::size_t i = 0; i < options.size(); ++i) {
    const std::string id = "shipping_" + std::to_string(i);
    const auto amount = options[i]["shipping_amount"].get<std::int64_t>();
    html += "<label for=\"" + id + "\"><input type=\"radio\" name=\"shipping_rate\" id=\"" + id + "\" value=\"" +
            options[i]["shipping_rate"].get<std::string>() + "\"" + (i == chosen ? " checked" : "") + ">" +
            escape_html(stored["params"]["shipping_options"][i]["shipping_rate_data"]["display_name"]) + " (" +
            (amount == 0 ? words("free") : words.money(amount, session["currency"])) + ")</label>";
  }
  return html + "</fieldset>";
}

std::string summary(const PageWords& words, const Json& stored, const TypedFields& typed) {
  Json session = stored["object"];
  choose_shipping(session, chosen_shipping(session, typed));
  const auto currency = session["currency"].get<std::string>();
  const auto row = [&](const std::string& what, std::int64_t amount) {
    return "<tr><td>" + what + "</td><td class=\"right\">" + words.money(amount, currency) + "</td></tr>";
  };
  std::string html = "<section class=\"card\" aria-label=\"" + words("Order summary") + "\"><h2>" + words("Your order") + "</h2><table>";
  for (std::size_t i = 0; i < stored["line_items"].size(); ++i) {
    const Json& item = stored["line_items"][i];
    const auto description =
        stored["params"]["line_items"][i]["price_data"]["product_data"].value("description", std::string{});
    html += row(escape_html(item["description"]) + " &times; " + std::to_string(item["quantity"].get<std::int64_t>()) +
                    (description.empty() ? "" : "<br><small class=\"quiet\">" + escape_html(description) + "</small>"),
                item["amount_total"]);
  }
  html += row(words("Subtotal"), session["amount_subtotal"]);
  if (const auto discount = session["total_details"]["amount_discount"].get<std::int64_t>(); discount > 0) {
    html += row(words("Discount"), -discount);
  }
  if (!session["shipping_options"].empty()) html += row(words("Shipping"), session["total_details"]["amount_shipping"]);
  html += row(words("Tax"), session["total_details"]["amount_tax"]);
  html += row("<strong>" + words("Total due") + "</strong>", session["amount_total"]);
  html += "</table>";
  if (session["cancel_url"].is_string()) {
    html += "<p><a id=\"cancel\" href=\"" + escape_html(session["cancel_url"]) +
            "\">&larr; " + words("Back to the shop without paying") + "</a></p>";
  }
  return html + "</section>";
}

std::string card_fields(const PageWords& words, const TypedFields& typed) {
  return "<fieldset><legend>" + words("Card") + "</legend>" +
         input(words,
               {"card_number", "Card number", "cc-number", false,
                "inputmode=\"numeric\" placeholder=\"4242 4242 4242 4242\""},
               typed) +
         "<div class=\"row\"><div>" +
         input(words,
               {"card_expiry", "Expiry (MM / YY)", "cc-exp", false, "inputmode=\"numeric\" placeholder=\"12 / 34\""},
               typed) +
         "</div><div>" +
         input(words, {"card_cvc", "CVC", "cc-csc", false, "inputmode=\"numeric\" placeholder=\"123\""}, typed) +
         "</div></div></fieldset><details><summary>" + words("Test cards") + "</summary><p class=\"quiet\">" +
         words("4242 4242 4242 4242 pays. 4000 0000 0000 0002 is declined. 4000 0000 0000 9995 has insufficient funds. "
               "4000 0027 6000 3184 asks the bank (3-D Secure). Any future expiry, any CVC.") +
         "</p></details>";
}

void check_card(const TypedFields& typed, std::int64_t now_s, std::vector<std::string>& messages) {
  const std::string number = digits_of(value(typed, "card_number"));
  if (number.size() < 12 || number.size() > 19) messages.push_back("Your card number is incomplete.");
  const std::string expiry = digits_of(value(typed, "card_expiry"));
  const int month = expiry.size() >= 3 ? std::stoi(expiry.substr(0, 2)) : 0;
  if ((expiry.size() != 4 && expiry.size() != 6) || month < 1 || month > 12) {
    messages.push_back("Your card's expiration date is incomplete.");
  } else {
    const int year = 2000 + std::stoi(expiry.substr(expiry.size() - 2));
    const auto today = std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(now_s)));
    const std::chrono::year_month_day date(today);
    if (year * 12 + month <
        static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month()))) {
      messages.push_back("Your card's expiration year is in the past.");
    }
  }
  const auto cvc = digits_of(value(typed, "card_cvc")).size();
  if (cvc != 3 && cvc != 4) messages.push_back("Your card's security code is incomplete.");
}

void check_address(const Json& countries, const TypedFields& typed, std::vector<std::string>& messages) {
  const std::string country = value(typed, "country");
  if (std::find(countries.begin(), countries.end(), country) == countries.end()) {
    messages.push_back("Choose a country from the list.");
  }
  if (value(typed, "name").empty()) messages.push_back("Enter your full name.");
  if (value(typed, "line1").empty()) messages.push_back("Enter your address.");
  if (value(typed, "city").empty()) messages.push_back("Enter your city.");
  if (needs_state(country) && !is_state_code(value(typed, "state"))) {
    messages.push_back("Enter your state or province as its short code, for example CA.");
  }
  if (value(typed, "postal_code").empty() && country != "HK" && country != "IE" && country != "AE") {
    messages.push_back("Enter your ZIP or postal code.");
  }
}

}  // namespace

std::size_t chosen_shipping(const Json& session, const TypedFields& typed) {
  const Json& options = session["shipping_options"];
  const std::string wanted = value(typed, "shipping_rate");
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (options[i]["shipping_rate"] == wanted) return i;
  }
  return 0;
}

std::vector<std::string> check_typed(const Json& session, const TypedFields& typed, bool with_card,
                                     std::int64_t now_s) {
  std::vector<std::string> messages;
  const std::string email = value(typed, "email");
  if (email.find('@') == std::string::npos || email.find('.', email.find('@')) == std::string::npos) {
    messages.push_back("Enter a valid email address.");
  }
  if (session["shipping_address_collection"].is_object()) {
    check_address(session["shipping_address_collection"]["allowed_countries"], typed, messages);
  }
  if (session["phone_number_collection"]["enabled"] == true && digits_of(value(typed, "phone")).size() < 6) {
    messages.push_back("Enter a phone number for the courier.");
  }
  if (with_card && session["amount_total"] != 0) check_card(typed, now_s, messages);
  return messages;
}

BuyerDetails buyer_of(const TypedFields& typed) {
  BuyerDetails buyer;
  buyer.email = value(typed, "email");
  buyer.name = value(typed, "name");
  buyer.phone = value(typed, "phone");
  buyer.line1 = value(typed, "line1");
  buyer.line2 = value(typed, "line2");
  buyer.city = value(typed, "city");
  buyer.country = value(typed, "country");
  buyer.state = needs_state(buyer.country) ? upper(value(typed, "state")) : value(typed, "state");
  buyer.postal_code = value(typed, "postal_code");
  const std::string number = digits_of(value(typed, "card_number"));
  if (number.size() >= 4) buyer.card_last4 = number.substr(number.size() - 4);
  return buyer;
}

std::string render_checkout_form(const Json& stored, const TypedFields& typed,
                                 const std::vector<std::string>& messages) {
  const Json& session = stored["object"];
  const PageWords words(session);
  TypedFields shown = typed;
  if (!shown.contains("email") && session["customer_email"].is_string()) shown["email"] = session["customer_email"];

  std::string html =
      "<div class=\"columns\">" + summary(words, stored, shown) + "<section class=\"card\" aria-label=\"" + words("Payment") + "\">";
  if (!messages.empty()) {
    html += "<div class=\"error\" role=\"alert\" tabindex=\"-1\" id=\"errors\">";
    for (const std::string& message : messages) html += "<p>" + escape_html(words(message)) + "</p>";
    html += "</div>";
  }
  html += "<form method=\"post\" action=\"/stripe/pay/" + escape_html(session["id"]) +
          "\"><fieldset><legend>" + words("Contact") + "</legend>";
  const bool given = session["customer_email"].is_string();
  html += input(words, {"email", "Email", "email", true, given ? "type=\"email\" readonly" : "type=\"email\""}, shown);
  if (session["phone_number_collection"]["enabled"] == true) {
    html += input(words, {"phone", "Phone number", "tel", true, "type=\"tel\""}, shown);
  }
  html += "</fieldset>";
  if (session["shipping_address_collection"].is_object()) html += address_fields(words, session, shown);
  html += shipping_choice(words, stored, shown);
  if (session["amount_total"] != 0) html += card_fields(words, shown);
  const std::string pay = session["shipping_options"].size() > 1
                              ? words("Pay now")
                              : words("Pay") + " " + words.money(session["amount_total"], session["currency"]);
  html += "<button class=\"wide\" id=\"pay\" name=\"action\" value=\"pay\">" + pay +
          "</button><button class=\"plain wide\" id=\"pay-later\" name=\"action\" value=\"pay_later\">" +
          words("Pay later by bank debit") + "</button></form></section></div>";
  return html;
}

}  // namespace sandbox::stripe
