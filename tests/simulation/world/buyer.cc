#include "app/checkout/quote_cart.h"
#include "app/checkout/settle_checkout.h"
#include "world/people.h"

namespace simulation {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

Buyer::Buyer(Scheduler& scheduler, Shop& shop, Stripe& stripe, int number)
    : scheduler_(scheduler),
      shop_(shop),
      stripe_(stripe),
      email_("buyer" + std::to_string(number % 3) + "@example.com"),
      cart_id_(shop.services.ids.new_uuid()) {}

std::vector<app::CartItem> Buyer::choose_items() {
  // What one printer makes: two would have to make a mixed cart.
  static const std::vector<std::string> kByPrintful = {"tee-white-m", "tee-black-2xl", "hat-navy"};
  static const std::vector<std::string> kByPrintify = {"hoodie-black-s", "hoodie-black-m"};
  auto& chance = scheduler_.chance();
  const auto& skus = chance.happens(0.35) ? kByPrintify : kByPrintful;
  std::vector<app::CartItem> items;
  for (int i = chance.between(1, 3); i > 0; --i) {
    items.push_back({chance.one_of(shop_.designs), chance.one_of(skus), chance.between(1, 3)});
  }
  return items;
}

app::CartTerms Buyer::choose_terms() {
  auto& chance = scheduler_.chance();
  app::CartTerms terms;
  if (chance.happens(0.5)) terms.promotion_code = chance.one_of(std::vector<std::string>{"once", "TWICE", "each1", "ALWAYS"});
  if (!terms.promotion_code.empty()) terms.email = email_;
  if (chance.happens(0.7)) terms.country = "US";
  return terms;
}

void Buyer::see_quote(const std::vector<app::CartItem>& items, app::CartTerms& terms) {
  const auto quote = shop_.serve([&] { return app::quote_cart(shop_.services, cart_id_, items, terms); });
  if (!quote || !*quote) return;
  terms.expected_total_minor = (*quote)->subtotal_minor - (*quote)->discount_minor;
  terms.expected_shipping_minor = (*quote)->shipping_minor;
}

void Buyer::check_out(const std::vector<app::CartItem>& items, app::CartTerms terms) {
  for (int tries = scheduler_.chance().between(1, 6); tries > 0; --tries) {
    if (scheduler_.chance().happens(0.5)) see_quote(items, terms);
    const auto started = shop_.serve([&] { return app::create_checkout(shop_.services, cart_id_, items, terms); });
    if (started && *started) {
      pages_.push_back((*started)->url);
      scheduler_.tell("sees the page " + (*started)->url);
      const auto& session = stripe_.sessions.at(Stripe::session_of((*started)->url)).now;
      if (terms.expected_total_minor && session.total.minor - session.shipping_minor != *terms.expected_total_minor) {
        shop_.watch().report("a buyer is charged another sum than was shown");
      }
      if (terms.expected_shipping_minor && session.shipping_minor != *terms.expected_shipping_minor) {
        shop_.watch().report("a buyer is charged another price for shipping than was shown");
      }
      return;
    }
    if (started) scheduler_.tell("is told: " + started->error().public_message);
    const bool code_is_no_use = started && started->error().field == "promotion_code";
    if (code_is_no_use) terms = {};
    scheduler_.sleep(scheduler_.chance().within(milliseconds{300}, seconds{40}));
  }
}

void Buyer::change_cart() {
  scheduler_.tell("changes the cart");
  check_out(choose_items(), choose_terms());
}

bool Buyer::pay(const std::string& url) {
  const bool by_bank = scheduler_.chance().happens(0.25);
  const bool paid = stripe_.pay(url, email_, by_bank);
  scheduler_.tell((paid ? by_bank ? "pays by bank at " : "pays at " : "finds closed ") + url);
  return paid;
}

void Buyer::come_back(const std::string& session_id) {
  scheduler_.tell("comes back to the thank-you page");
  (void)shop_.serve([&] { return app::settle_checkout(shop_.services, session_id, app::SettleReason::kReturnPage); });
}

void Buyer::live() {
  auto& chance = scheduler_.chance();
  const auto items = choose_items();
  const auto terms = choose_terms();
  const std::string name = scheduler_.current().name;
  if (chance.happens(0.4)) {
    scheduler_.spawn(name + "'s second click", [this, items, terms] { check_out(items, terms); },
                     chance.within(milliseconds{0}, milliseconds{800}));
  }
  check_out(items, terms);
  if (chance.happens(0.12)) return;
  if (chance.happens(0.2)) {
    scheduler_.spawn(name + "'s other window", [this] { change_cart(); }, chance.within(milliseconds{0}, seconds{90}));
  }
  scheduler_.sleep(chance.happens(0.15) ? chance.within(hours{1}, hours{5}) : chance.within(seconds{1}, minutes{3}));
  if (pages_.empty()) return;
  std::string page = pages_.back();
  bool paid = pay(page);
  if (!paid) {
    check_out(items, terms);
    page = pages_.back();
    paid = pay(page);
  }
  if (chance.happens(0.3)) (void)pay(pages_.front());
  if (!paid) return;
  if (chance.happens(0.2)) {
    scheduler_.spawn(name + "'s other tab", [this, page] { come_back(Stripe::session_of(page)); },
                     chance.within(milliseconds{0}, seconds{2}));
  }
  if (chance.happens(0.7)) come_back(Stripe::session_of(page));
  if (chance.happens(0.15)) check_out(items, terms);
}

}  // namespace simulation
