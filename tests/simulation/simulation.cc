#include "simulation.h"

#include <memory>

#include "engine/faults.h"
#include "invariants.h"
#include "shop/shop.h"
#include "world/people.h"

namespace simulation {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr int kMostSteps = 400'000;  // some fifty times what a run takes
constexpr int kMostClearings = 12;

class Run {
 public:
  Run(std::uint64_t seed, PlantedBug bug, Telling telling)
      : chance_(seed),
        story_(kStart, telling == Telling::kWholeStory),
        scheduler_(chance_, story_, kStart),
        rates_(mixed_rates(chance_)),
        faults_(scheduler_, rates_),
        post_(scheduler_, [this](const Notice& notice) { return shop_.receive(notice); }),
        stripe_(scheduler_, post_),
        printful_(scheduler_, post_, domain::kPrintful),
        printify_(scheduler_, post_, domain::kPrintify),
        sendgrid_(post_),
        shop_(scheduler_, faults_, {stripe_, printful_, printify_, sendgrid_}, bug, seed),
        owner_(scheduler_, shop_, stripe_, {&printful_, &printify_}) {}
  ~Run() { scheduler_.end(); }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  Outcome live() {
    scheduler_.tell("run", describe(rates_));
    send_people();
    const bool quiet = go_on_until(kStart + hours{60}) && calm_down() && clear_up();
    if (!quiet) shop_.watch().report("the shop never came to rest");
    return judge();
  }

 private:
  static constexpr base::Timestamp kStart{seconds{1'795'339'800}};  // 22 November 2026, 09:30 UTC

  void send_people() {
    if (chance_.happens(0.5)) {
      auto& printer = chance_.happens(0.5) ? printful_ : printify_;
      printer.fall_out_of_order(kStart + chance_.within(milliseconds{0}, hours{50}), chance_.within(hours{2}, hours{14}));
      scheduler_.tell("run", std::string(printer.name()) + " will be out of order for hours");
    }
    shop_.start_workers();
    const int buyers = chance_.between(2, 5);
    for (int i = 1; i <= buyers; ++i) {
      buyers_.push_back(std::make_unique<Buyer>(scheduler_, shop_, stripe_, i));
      const milliseconds delay = chance_.happens(0.7) ? chance_.within(milliseconds{0}, seconds{4})
                                                      : chance_.within(seconds{5}, hours{12});
      scheduler_.spawn("buyer " + std::to_string(i), [buyer = buyers_.back().get()] { buyer->live(); }, delay);
    }
    scheduler_.spawn("owner", [this] { owner_.live(); });
    stripe_.on_payment = [this](const std::string& session_id) {
      if (chance_.happens(0.25)) scheduler_.spawn("owner", [this, session_id] { owner_.refund(session_id); });
    };
  }

  bool is_quiet() { return scheduler_.foreground() == 0 && shop_.is_idle(); }

  // False when it takes too many steps.
  bool go_on_until(base::Timestamp end) {
    while (steps_++ < kMostSteps) {
      if (scheduler_.next_time() > end) return true;
      if (scheduler_.foreground() == 0 && shop_.is_idle()) return true;
      scheduler_.step();
    }
    return false;
  }

  bool calm_down() {
    scheduler_.tell("run", "faults end");
    faults_.end();
    post_.end_disorder();
    return come_to_rest();
  }

  bool come_to_rest() { return go_on_until(scheduler_.now() + hours{24 * 60}) && is_quiet(); }

  // What is before a person is looked at, again and again where the bank returns refunds.
  bool clear_up() {
    stripe_.end_bad_luck();
    for (int round = 0; round < kMostClearings; ++round) {
      bool found = false;
      scheduler_.spawn("owner", [this, &found] { found = owner_.clear_up(); });
      if (!come_to_rest()) return false;
      if (!found) return true;
    }
    return false;
  }

  Outcome judge() {
    Outcome outcome;
    outcome.violations = shop_.watch().violations();
    const bool faultless = rates_.refused == 0 && rates_.answer_lost == 0 && rates_.crash == 0 && rates_.stall == 0;
    for (auto& one : broken_invariants({shop_.tables().snapshot(), stripe_, {&printful_, &printify_}, sendgrid_, faultless})) {
      outcome.violations.push_back(std::move(one));
    }
    for (const auto& one : outcome.violations) scheduler_.tell("VIOLATION", one);
    outcome.story = story_.lines();
    outcome.digest = story_.digest();
    outcome.orders_paid = static_cast<int>(stripe_.payments.size());
    outcome.deaths = shop_.deaths();
    return outcome;
  }

  Chance chance_;
  Story story_;
  Scheduler scheduler_;
  FaultRates rates_;
  Faults faults_;
  Post post_;
  Stripe stripe_;
  Printer printful_;
  Printer printify_;
  Sendgrid sendgrid_;
  Shop shop_;
  Owner owner_;
  std::vector<std::unique_ptr<Buyer>> buyers_;
  int steps_ = 0;
};

}  // namespace

Outcome run(std::uint64_t seed, PlantedBug bug, Telling telling) { return Run(seed, bug, telling).live(); }

}  // namespace simulation
