#pragma once

#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/checkout/create_checkout.h"
#include "shop/shop.h"

namespace simulation {

// Somebody who fills a cart, and then does what buyers do: clicks twice, changes the cart in another window, leaves,
// pays at once, late, or by bank; comes back to the thank-you page or not.
class Buyer {
 public:
  Buyer(Scheduler& scheduler, Shop& shop, Stripe& stripe, int number);

  void live();

 private:
  std::vector<app::CartItem> choose_items();
  app::CartTerms choose_terms();
  // Clicks until a payment page opens or the buyer has had enough.
  void check_out(const std::vector<app::CartItem>& items, app::CartTerms terms);
  void see_quote(const std::vector<app::CartItem>& items, app::CartTerms& terms);
  void change_cart();
  bool pay(const std::string& url);
  void come_back(const std::string& session_id);

  Scheduler& scheduler_;
  Shop& shop_;
  Stripe& stripe_;
  std::string email_;
  std::string cart_id_;
  std::vector<std::string> pages_;  // that opened for this buyer, oldest first
};

// Who owns the shop: gives money back, twice by mistake, here and in Stripe's dashboard.
class Owner {
 public:
  Owner(Scheduler& scheduler, Shop& shop, Stripe& stripe, std::vector<const Printer*> printers)
      : scheduler_(scheduler), shop_(shop), stripe_(stripe), printers_(std::move(printers)) {}

  // Refunds this payment in one of the ways there are, as soon as the shop knows of it.
  void refund(const std::string& session_id);
  // Any order, some time.
  void live();
  // Looks at every order that is before a person: some that the printer does not have are tried again, once; of the others
  // what will never be printed is given back. True if there was one.
  bool clear_up();

 private:
  void ask(const domain::Order& order, std::optional<std::int64_t> amount, const std::string& id);
  void give_back(const domain::Order& order);
  // False where the shop does not.
  bool resume(const domain::Order& order);
  bool is_made(const domain::Order& order) const;

  Scheduler& scheduler_;
  Shop& shop_;
  Stripe& stripe_;
  std::vector<const Printer*> printers_;
  std::set<std::string> resumed_;  // order numbers
};

}  // namespace simulation
