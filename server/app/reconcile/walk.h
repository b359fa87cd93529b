#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "app/reconcile/patience.h"
#include "app/services.h"

namespace app {

// One walk of the reconciler: what it has asked of whom so far. Payment service and printers each have their own patience.
class Walk {
 public:
  explicit Walk(Services& services) : services_(services), began_(services.clock.now()) {}

  // All refunds of late, a page a request, however many orders there are.
  void check_refunds();
  void check_disputes();
  // One order. An error is the database's.
  base::Result<void> look_at(const domain::OrderId& id);

  [[nodiscard]] bool has_taken_long() const;
  // The first order about which a printer or the payment service should have been asked, and no longer was.
  [[nodiscard]] const std::optional<domain::OrderId>& first_left_out() const { return first_left_out_; }

 private:
  struct Printer {
    Patience patience;
    int looks = 0;
    int vanished = 0;  // orders in a row that it no longer knows
  };

  base::Result<std::optional<domain::Order>> read(const domain::OrderId& id);
  base::Result<void> repair(const domain::Order& before, const char* what, const std::function<base::Result<void>()>& use_case);
  void count(const domain::Order& order, const char* what);
  void leave_out(const domain::OrderId& id);
  void check_payment(const domain::Order& order);
  void settle(const domain::Order& order);
  base::Result<void> end_unknown_page(const domain::Order& order);
  void give_up_page(const domain::Order& order);
  base::Result<void> check_printer(const domain::Order& order);
  base::Result<void> look_at_printer(const domain::Order& order, const domain::Fulfillment& known);
  bool is_shut(const Printer& printer, std::string_view provider);
  base::Result<void> read_printer(Printer& printer, const domain::Order& order, const domain::Fulfillment& known);
  base::Result<void> note_not_taken(const domain::Order& order, const domain::Fulfillment& known);
  base::Result<void> bring_to_printer(const domain::Order& order);
  base::Result<void> check_stop(const domain::Order& order);
  base::Result<void> check_late(const domain::Order& order);

  Services& services_;
  base::Timestamp began_;
  Patience payments_;
  int unknown_pages_ = 0;  // in a row
  std::map<std::string, Printer, std::less<>> printers_;
  std::optional<domain::OrderId> first_left_out_;
};

}  // namespace app
