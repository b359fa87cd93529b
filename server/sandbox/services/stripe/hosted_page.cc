#include "sandbox/services/stripe/hosted_page.h"

#include <nlohmann/json.hpp>

#include "http/url.h"
#include "sandbox/services/answers.h"
#include "sandbox/services/random_id.h"
#include "sandbox/services/stripe/checkout_form.h"
#include "sandbox/services/stripe/page_words.h"
#include "sandbox/services/stripe/sessions.h"
#include "sandbox/services/webhook_queue.h"

namespace sandbox::stripe {
namespace {

using Json = nlohmann::json;
using http::Response;

TypedFields typed_of(const http::Request& request) {
  TypedFields typed;
  for (auto& [name, value] : http::form_decode(request.body)) typed.emplace(name, value);
  return typed;
}

// An address that the shop gave cannot be changed on the page.
TypedFields with_given_email(const Json& session, TypedFields typed) {
  if (session["customer_email"].is_string()) typed["email"] = session["customer_email"];
  return typed;
}

std::string success_url(const Json& session) {
  static constexpr std::string_view kPlace = "{CHECKOUT_SESSION_ID}";
  std::string url = session["success_url"];
  for (auto at = url.find(kPlace); at != std::string::npos; at = url.find(kPlace)) {
    url.replace(at, kPlace.size(), session["id"].get<std::string>());
  }
  return url;
}

std::string link(const std::string& url, const std::string& text) {
  return "<p><a class=\"button\" href=\"" + escape_html(url) + "\">" + text + "</a></p>";
}

Response unknown_page() {
  return page(404, "This payment page does not exist",
              "<p>Check the address, or go back to the shop and start again.</p>");
}

// For a session that takes no payment any more.
Response closed_page(const Json& session, int status) {
  const PageWords words(session);
  if (session["status"] == "complete") {
    return page(status, words("You have already paid"),
                "<p>" + words("This payment is complete. Nothing was charged a second time.") + "</p>" +
                    link(success_url(session), words("Back to the shop")),
                words.language());
  }
  const std::string back =
      session["cancel_url"].is_string() ? link(session["cancel_url"], words("Back to the shop")) : "";
  return page(status, words("This payment page has expired"),
              "<p>" + words("Nothing was charged. Go back to the shop and start again.") + "</p>" + back,
              words.language());
}

Response form_page(const Json& stored, const TypedFields& typed, const std::vector<std::string>& messages, int status) {
  const PageWords words(stored["object"]);
  return page(status, words("Pay"), render_checkout_form(stored, typed, messages), words.language());
}

Response challenge_page(const Json& session, const std::string& challenge) {
  const PageWords words(session);
  const auto button = [&](const char* id, const char* result, const char* look, const char* text) {
    return std::string("<button id=\"") + id + "\" name=\"result\" value=\"" + result + "\" class=\"" + look + "\">" +
           words(text) + "</button>";
  };
  return page(200, words("3-D Secure: your bank asks"),
              "<div class=\"card\"><p>" + words("The test bank wants to know whether it is you who pays.") +
                  "</p><form method=\"post\" action=\"/stripe/pay/" + session["id"].get<std::string>() +
                  "/challenge\"><input type=\"hidden\" name=\"challenge\" value=\"" + challenge + "\">" +
                  button("approve", "approve", "", "Yes, approve the payment") +
                  button("deny", "deny", "plain", "No, deny it") + "</form></div>",
              words.language());
}

Response finish(World& world, const std::string& id, PaymentMethod method, const TypedFields& typed) {
  std::optional<std::string> webhook;
  const PaymentOutcome outcome = complete_session(world, id, method, buyer_of(typed), webhook);
  bool before = false;
  std::string url;
  {
    const auto access = world.state.read();
    const Json& session = access.root["stripe"]["sessions"][id]["object"];
    if (outcome == PaymentOutcome::kNotOpen) return closed_page(session, 409);
    before = access.root["settings"].value("stripe_webhook", "after") == "before";
    url = success_url(session);
  }
  if (before && webhook) deliver_next_webhook(world, webhook);
  return see_other(url);
}

// Prices the session for the chosen shipping. Gives a copy of what is stored.
Json with_shipping(World& world, const std::string& id, const TypedFields& typed) {
  const auto access = world.state.edit();
  Json& stored = access.root["stripe"]["sessions"][id];
  choose_shipping(stored["object"], chosen_shipping(stored["object"], typed));
  return stored;
}

std::string open_challenge(World& world, const std::string& id, const TypedFields& typed) {
  const std::string challenge = random_id("3ds_");
  world.state.edit().root["stripe"]["challenges"][challenge] = {{"session", id}, {"typed", typed}};
  return challenge;
}

Response submit(World& world, const std::string& id, const TypedFields& typed) {
  const Json stored = with_shipping(world, id, typed);
  const bool later = typed.contains("action") && typed.at("action") == "pay_later";
  const auto messages = check_typed(stored["object"], typed, !later, world.now_s());
  if (!messages.empty()) return form_page(stored, typed, messages, 400);
  if (later) return finish(world, id, PaymentMethod::kBankDebit, typed);
  if (stored["object"]["amount_total"] == 0) return finish(world, id, PaymentMethod::kCard, typed);

  const CardOutcome outcome = outcome_of_card(typed.at("card_number"));
  switch (outcome) {
    case CardOutcome::kSucceeds:
      return finish(world, id, PaymentMethod::kCard, typed);
    case CardOutcome::kNeedsChallenge:
      return challenge_page(stored["object"], open_challenge(world, id, typed));
    default:
      break;
  }
  record_declined_card(world, id, buyer_of(typed).card_last4, outcome);
  return form_page(stored, typed, {decline_message(outcome)}, 402);
}

Response answer_challenge(World& world, const std::string& id, const Json& stored, const TypedFields& answer) {
  TypedFields typed;
  {
    const auto access = world.state.edit();
    auto& challenges = access.root["stripe"]["challenges"];
    const auto found = answer.contains("challenge") ? challenges.find(answer.at("challenge")) : challenges.end();
    if (found == challenges.end() || (*found)["session"] != id)
      return form_page(stored, {}, {"Please try again."}, 400);
    typed = (*found)["typed"].get<TypedFields>();
    challenges.erase(found);
  }
  if (answer.contains("result") && answer.at("result") == "approve")
    return finish(world, id, PaymentMethod::kCard, typed);
  record_declined_card(world, id, buyer_of(typed).card_last4, CardOutcome::kNeedsChallenge);
  return form_page(stored, typed, {decline_message(CardOutcome::kNeedsChallenge)}, 402);
}

}  // namespace

Response answer_hosted_page(World& world, const http::Request& request) {
  expire_due_sessions(world);
  std::string id = request.path.substr(std::string_view("/stripe/pay/").size());
  const bool challenge = id.ends_with("/challenge");
  if (challenge) id.resize(id.size() - std::string_view("/challenge").size());
  Json stored;
  {
    const auto access = world.state.read();
    const auto& sessions = access.root["stripe"]["sessions"];
    if (!sessions.contains(id)) return unknown_page();
    stored = sessions[id];
  }
  const bool open = stored["object"]["status"] == "open";
  const bool post = request.method == "POST";
  if (!open) return closed_page(stored["object"], post ? 409 : 200);
  if (!post) return form_page(stored, {}, {}, 200);
  if (challenge) return answer_challenge(world, id, stored, typed_of(request));
  return submit(world, id, with_given_email(stored["object"], typed_of(request)));
}

}  // namespace sandbox::stripe
