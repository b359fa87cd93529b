#include "invariants.h"

#include <algorithm>
#include <array>

#include "app/orders/note.h"
#include "app/reconcile/reconcile.h"
#include "domain/history_chain.h"

namespace simulation {
namespace {

using domain::Order;
using domain::OrderState;
using ports::FulfillmentState;
using ports::PaymentStatus;

// News may be an hour old, and in a run three more pass until a walk.
constexpr std::chrono::hours kDeletionIsSeen{5};

class Judge {
 public:
  explicit Judge(const Ending& ending) : ending_(ending), tables_(ending.tables) {}

  std::vector<std::string> judge() {
    for (const auto& [id, session] : ending_.stripe.sessions) check_session(session);
    for (const auto& order : tables_.orders) check_order(order);
    for (const auto* printer : ending_.printers) {
      for (const auto& [id, job] : printer->orders) check_print(*printer, job);
    }
    check_refund_records();
    check_promotions();
    check_outbox();
    check_mails();
    return std::move(broken_);
  }

 private:
  void require(bool holds, const std::string& sentence) {
    if (!holds) broken_.push_back(sentence);
  }

  const Order* order_of(const std::string& id) const {
    const auto found = std::find_if(tables_.orders.begin(), tables_.orders.end(),
                                    [&](const auto& order) { return order.id.value == id; });
    return found == tables_.orders.end() ? nullptr : &*found;
  }

  const Stripe::Payment* payment_of(const Order& order) const {
    if (!order.payment_intent_id) return nullptr;
    const auto found = ending_.stripe.payments.find(*order.payment_intent_id);
    return found == ending_.stripe.payments.end() ? nullptr : &found->second;
  }

  const Printer& printer_of(const Order& order) const {
    const auto found = std::find_if(ending_.printers.begin(), ending_.printers.end(),
                                    [&](const auto* printer) { return printer->name() == domain::provider_of(order); });
    return **found;
  }

  const Printer::Job* print_of(const Order& order) const {
    const auto& printer = printer_of(order);
    const auto found = printer.orders.find(domain::external_id_of(order.id));
    return found == printer.orders.end() ? nullptr : &found->second;
  }

  bool tells_of(const Order& order, std::string_view event, std::string_view reason) const {
    return std::any_of(tables_.history.begin(), tables_.history.end(), [&](const auto& entry) {
      return entry.order_id == order.id && entry.event == event && entry.reason.find(reason) != std::string::npos;
    });
  }

  // --- each paid session has exactly one order --------------------------------------------------------------------

  void check_session(const Stripe::Session& session) {
    if (session.now.payment != PaymentStatus::kPaid) return;
    const Order* order = order_of(session.now.order_id);
    const std::string name = "session " + session.now.id + " ";
    if (order == nullptr) return require(false, name + "is paid and has no order");
    require(order->stripe_session_id == session.now.id, name + "is paid, but order " + order->number + " has another");
    require(order->paid_minor == session.now.total.minor, name + "was paid with another sum than order " + order->number + " says");
    require(order->payment_intent_id == session.now.payment_intent_id, name + "and its order name different payments");
  }

  void check_order(const Order& order) {
    const std::string name = "order " + order.number + " ";
    if (auto fault = broken_seal(order, story_of(order))) require(false, *fault);
    require(order.state != OrderState::kCreated, name + "is still open after its page's life");
    const auto* payment = payment_of(order);
    require((order.paid_minor > 0) == (payment != nullptr), name + "and Stripe disagree whether it is paid");
    if (payment == nullptr) return require(print_of(order) == nullptr, name + "was never paid, and is at the printer");
    check_money(order, *payment);
    check_lines(order, *payment);
    check_state(order, *payment);
    check_cause(order, *payment);
    check_disputes(order, *payment);
    check_lateness(order);
    check_deletions(order);
  }

  std::vector<domain::SealedEntry> story_of(const Order& order) const {
    std::vector<domain::SealedEntry> story;
    for (const auto& entry : tables_.history) {
      if (entry.order_id != order.id) continue;
      const auto position = story.size();
      story.push_back({entry, static_cast<int>(position) + 1, tables_.seals.at(order.id).at(position),
                       tables_.reason_digests.at(order.id).at(position)});
    }
    return story;
  }

  // --- refunds <= captured, and both sides know the same ones -----------------------------------------------------

  void check_money(const Order& order, const Stripe::Payment& payment) {
    const std::string name = "order " + order.number + " ";
    require(given_back(payment) <= payment.captured_minor, name + "was refunded more than it was paid");
    require(given_back(payment) == order.refunded_minor, name + "has " + std::to_string(order.refunded_minor) +
                                                             " refunded here and " + std::to_string(given_back(payment)) +
                                                             " at Stripe");
    for (const auto& theirs : payment.refunds) {
      const auto known = std::count_if(tables_.refunds.begin(), tables_.refunds.end(),
                                       [&](const auto& ours) { return ours.provider_id == theirs.id; });
      const bool failed_unseen = theirs.refund_id.empty() && theirs.status == ports::RefundStatus::kFailed;
      require(known == 1 || (known == 0 && failed_unseen), name + "has a refund at Stripe that is unknown here: " + theirs.id);
    }
  }

  void check_refund_records() {
    for (const auto& refund : tables_.refunds) {
      const bool is_final = refund.state == domain::RefundState::kSucceeded || refund.state == domain::RefundState::kFailed;
      require(is_final, "refund " + refund.id + " is still " + std::string(to_string(refund.state)));
    }
  }

  // --- each paid line is at the printer exactly once in the end, or refunded --------------------------------------

  int made_of(const domain::OrderLine& line) const {
    int made = 0;
    for (const auto* printer : ending_.printers) {
      for (const auto& [id, job] : printer->orders) {
        if (!job.was_made) continue;
        for (const auto& item : job.request.items) made += item.external_id == line.id ? item.quantity : 0;
      }
    }
    return made;
  }

  void check_lines(const Order& order, const Stripe::Payment& payment) {
    const bool refunded = given_back(payment) == payment.captured_minor;
    for (const auto& line : order.lines) {
      const int made = made_of(line);
      const std::string name = "order " + order.number + ", " + line.variant_sku + ": ";
      require(made <= line.quantity, name + "printed " + std::to_string(made) + " of " + std::to_string(line.quantity));
      require(made > 0 || refunded, name + "paid, but neither printed nor refunded");
      require(made == 0 || made == line.quantity, name + "printed in part");
      if (made > 0 && refunded) {
        require(tells_of(order, domain::kFlagged, "no longer stops"), name + "refunded and printed, and nobody was told");
      }
    }
  }

  void check_print(const Printer& printer, const Printer::Job& job) {
    const std::string name = "the printer's order " + job.now.id + " ";
    const auto found = std::find_if(tables_.orders.begin(), tables_.orders.end(), [&](const auto& order) {
      return domain::external_id_of(order.id) == job.now.external_id;
    });
    if (found == tables_.orders.end()) return require(false, name + "is not ours");
    require(domain::provider_of(*found) == printer.name(), name + "should be at the other printer");
    require(job.request.items.size() == found->lines.size(), name + "has other lines");
    const auto ours = tables_.fulfillments.find(found->id);
    if (ours == tables_.fulfillments.end()) return require(false, name + "is unknown here");
    require(ours->second.provider_order_id == job.now.id, name + "is known by another number here");
    require(ours->second.provider_state == job.now.provider_state,
            name + "is " + job.now.provider_state + ", and " + ours->second.provider_state + " here");
    for (const auto& parcel : job.now.parcels) {
      const auto known = std::find_if(tables_.shipments.begin(), tables_.shipments.end(), [&](const auto& shipment) {
        return shipment.order_id == found->id && shipment.provider_shipment_id == parcel.id;
      });
      if (known == tables_.shipments.end()) require(false, "parcel " + parcel.id + " is unknown here");
      else require(known->delivered_at.has_value() == parcel.delivered, "parcel " + parcel.id + " arrived, and nobody noticed");
    }
  }

  // --- the order's state is what Stripe and the printer make of it ------------------------------------------------

  void check_state(const Order& order, const Stripe::Payment& payment) {
    const std::string name = "order " + order.number + " is " + std::string(to_string(order.state));
    if (given_back(payment) == payment.captured_minor) return require(order.state == OrderState::kRefunded, name + ", but all was given back");
    const auto* print = print_of(order);
    if (print == nullptr || print->now.state != FulfillmentState::kShipped) return;  // check_lines has said it
    require(order.state == OrderState::kDelivered || order.state == OrderState::kNeedsAttention,
            name + ", but all its parcels have arrived");
  }

  // A person is only bothered for what machines cannot mend.
  void check_cause(const Order& order, const Stripe::Payment& payment) {
    if (!order.trouble) return;
    static constexpr std::array<std::string_view, 4> kPrinters = {"onhold", "failed", "draft", "canceled"};
    const std::string& why = *order.trouble;
    const bool by_printer = std::any_of(kPrinters.begin(), kPrinters.end(), [&](auto word) { return why.starts_with(word); });
    const bool by_bank = why.starts_with("the refund of") || (!payment.disputes.empty() && why.starts_with("dispute du_"));
    const bool too_late = why.starts_with("paid after the order had ended") || why.starts_with("refunded, but the printer");
    // A photo that may have killed its renderer six times is not tried a seventh.
    const bool by_deaths = why.find("its worker stopped in the middle of it") != std::string::npos;
    const bool by_mail = !ending_.was_faultless && why.starts_with("the mail \"");
    const bool by_loss = why == "the printer no longer knows this order" &&
                         printer_of(order).deleted.contains(domain::external_id_of(order.id));
    const bool by_delay = why.starts_with("paid, but not at the printer") && was_late(order);
    require(by_printer || by_bank || too_late || by_deaths || by_mail || by_delay || by_loss, "order " + order.number + " is before a person because: " + why);
  }

  // What became of a dispute somebody has heard, whatever became of Stripe's notices.
  void check_disputes(const Order& order, const Stripe::Payment& payment) {
    for (const auto& dispute : payment.disputes) {
      const std::string words = "dispute " + dispute.id + ": " + dispute.word;
      const bool told = tells_of(order, domain::kFlagged, words) || tells_of(order, to_string(domain::OrderEvent::kTrouble), words);
      require(told, "order " + order.number + ": nobody was told of " + words);
    }
  }

  // Whether shop or printer could not be reached for so long that somebody had to hear of it.
  bool was_late(const Order& order) const {
    const auto submitted = std::find_if(tables_.history.begin(), tables_.history.end(), [&](const auto& entry) {
      return entry.order_id == order.id && entry.event == to_string(domain::OrderEvent::kSubmitted);
    });
    if (!order.paid_at) return false;
    const auto half_a_day = *order.paid_at + app::kPrinterIsLate;
    if (ending_.was_faultless && !printer_of(order).is_out_of_order(*order.paid_at, half_a_day)) return false;
    return submitted == tables_.history.end() || submitted->at - *order.paid_at >= app::kPrinterIsLate;
  }

  // Who was told that an order is late has waited half a day, since it was paid or last resumed.
  void check_lateness(const Order& order) {
    auto since = order.paid_at.value_or(order.created_at);
    for (const auto& entry : tables_.history) {
      if (entry.order_id != order.id) continue;
      if (entry.event == to_string(domain::OrderEvent::kResumed)) since = entry.at;
      const bool is_late = entry.event == domain::kFlagged && entry.reason.starts_with("paid, but not at the printer");
      require(!is_late || entry.at - since >= app::kPrinterIsLate, "order " + order.number + " was called late too early");
    }
  }

  // Nobody tells that an order was deleted at its printer; the reconciler must see it, whatever the other printer does.
  void check_deletions(const Order& order) {
    const auto& printer = printer_of(order);
    const auto found = printer.deleted.find(domain::external_id_of(order.id));
    if (found == printer.deleted.end() || !ending_.was_faultless) return;
    for (const auto at : found->second) {
      if (printer.is_out_of_order(at, at + kDeletionIsSeen)) continue;
      if (was_given_back(order, at, at + kDeletionIsSeen)) continue;
      const bool seen = std::any_of(tables_.history.begin(), tables_.history.end(), [&](const auto& entry) {
        return entry.order_id == order.id && entry.at >= at && entry.at <= at + kDeletionIsSeen && app::tells_of_trouble(entry) &&
               entry.reason.ends_with("knows this order");
      });
      require(seen, "order " + order.number + " was deleted at its printer, and nobody heard of it");
    }
  }

  // Whether, by then, all of its money was to go back: nobody wants it any more. Refunds that had failed before count for nothing.
  bool was_given_back(const Order& order, base::Timestamp from, base::Timestamp until) const {
    std::int64_t sum = 0;
    for (const auto& refund : tables_.refunds) {
      const bool failed_before = refund.state == domain::RefundState::kFailed && refund.changed_at < from;
      if (refund.order_id == order.id && refund.created_at <= until && !failed_before) sum += refund.amount_minor;
    }
    return sum >= order.paid_minor;
  }

  // --- promotions, jobs, mails -----------------------------------------------------------------------------------

  void check_promotions() {
    for (const auto& [code, promotion] : tables_.promotions) {
      std::map<std::string, int> by_email;
      int paid = 0;
      for (const auto& order : tables_.orders) {
        if (order.promotion_code != code || order.paid_minor == 0) continue;
        ++paid;
        ++by_email[order.user_email.value_or("")];
      }
      require(!promotion.limit_total || paid <= *promotion.limit_total,
              "code " + code + " was redeemed " + std::to_string(paid) + " times");
      for (const auto& [email, times] : by_email) {
        require(!promotion.limit_per_email || times <= *promotion.limit_per_email, email + " redeemed " + code + " too often");
      }
    }
    for (const auto& redemption : tables_.redemptions) {
      const auto* order = order_of(redemption.order_id.value);
      using enum domain::RedemptionState;
      const bool late = tells_of(*order, to_string(domain::OrderEvent::kTrouble), "paid after the order had ended");
      const auto expected = order->paid_minor > 0 && !late ? kRedeemed : kReleased;
      require(redemption.state == expected, "order " + order->number + " leaves " + redemption.code + " " +
                                                std::string(to_string(redemption.state)));
    }
  }

  void check_outbox() {
    for (const auto& stored : tables_.jobs) {
      require(stored.state == adapters::memory::JobState::kCompleted ||
                  stored.last_error.find("its worker stopped") != std::string::npos,
              "job " + stored.job.kind + " " + stored.job.payload + " was not done: " + stored.last_error);
    }
    for (const auto& [key, event] : tables_.inbox) {
      require(event.processed_at.has_value(), event.event_id + " was never processed");
    }
  }

  void check_mails() {
    for (const auto& mail : tables_.mails) {
      const auto sent = ending_.sendgrid.sent.find(mail.id);
      const int times = sent == ending_.sendgrid.sent.end() ? 0 : sent->second;
      const std::string name = std::string(to_string(mail.kind)) + " mail " + mail.id + " ";
      require(mail.sent_at.has_value() || !ending_.was_faultless, name + "never went out");
      require(times > 0 || !mail.sent_at, name + "is said to have gone out, and did not");
      // An answer that got lost is asked for again once, where the service's events say nothing.
      require(times <= (ending_.was_faultless ? 1 : 2), name + "went out " + std::to_string(times) + " times");
    }
  }

  const Ending& ending_;
  const adapters::memory::State& tables_;
  std::vector<std::string> broken_;
};

}  // namespace

std::vector<std::string> broken_invariants(const Ending& ending) { return Judge(ending).judge(); }

}  // namespace simulation
