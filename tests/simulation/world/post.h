#pragma once

#include <functional>
#include <string>

#include "engine/scheduler.h"

namespace simulation {

// What Stripe, Printful or SendGrid tells the shop of.
struct Notice {
  std::string source;    // "stripe", "printful", "sendgrid"
  std::string event_id;
  std::string type;
  std::string object_id;
};

// Brings notices to the shop: late, twice, in any order, and, until the shop has said "thank you", again and again with
// growing gaps.
class Post {
 public:
  // False while the shop did not accept it. Runs inside a task of the sender's.
  using Door = std::function<bool(const Notice&)>;

  // In one run of eight some of Stripe's notices never arrive.
  Post(Scheduler& scheduler, Door door)
      : scheduler_(scheduler), door_(std::move(door)), loses_stripes_(scheduler.chance().happens(0.125)) {}

  void send(Notice notice);
  [[nodiscard]] std::string next_event_id() const { return "evt_" + std::to_string(count_ + 1); }
  void end_disorder() { is_disordered_ = false; }

 private:
  void deliver(const Notice& notice);

  Scheduler& scheduler_;
  Door door_;
  bool is_disordered_ = true;
  bool loses_stripes_;
  int count_ = 0;
};

}  // namespace simulation
