#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "engine/chance.h"
#include "engine/fiber.h"
#include "engine/story.h"
#include "ports/clock.h"

namespace simulation {

// Ends everything that runs in a process. No std::exception, so that nothing of the shop catches it.
struct Crash {};

// A server or worker of the shop: it can die between any two steps, with all that runs in it.
struct Process {
  std::string name;
  int deaths = 0;
};

// One thread of events: somebody of the world outside, or a part of the shop when it runs in a process.
struct Task {
  std::string name;
  bool is_background = false;  // does not keep the run going
  Process* process = nullptr;
  int born_after = 0;     // the deaths of the process when this began
  std::string job_kind;     // of the job in hand
  std::string job_payload;
};

// Runs tasks one at a time in the order of virtual time, chance deciding among those of one moment. Everything happens
// at once except sleeping: a task is only ever interrupted where it sleeps.
class Scheduler : public ports::Clock {
 public:
  using milliseconds = std::chrono::milliseconds;

  Scheduler(Chance& chance, Story& story, base::Timestamp start) : chance_(chance), story_(story), now_(start) {}

  base::Timestamp now() override { return now_; }
  void spawn(std::string name, std::function<void()> body, milliseconds delay = milliseconds{0});
  void spawn_background(std::string name, std::function<void()> body);

  // From inside a task. All throw Crash when the run is over or the task's process has died meanwhile.
  void sleep(milliseconds duration);
  void sleep_until(base::Timestamp time);
  void wait_for_ring(base::Timestamp until);  // or until the bell rings
  Task& current() { return running_->task; }
  void die_if_dead();
  [[noreturn]] void kill_process();  // that of the current task

  // Wakes those who wait for it, within these.
  void ring(milliseconds soonest, milliseconds latest);
  void end();   // every task, by a Crash where it sleeps; must be called while all that tasks refer to is there
  bool step();  // runs the next task up to its next sleep; false when there is none
  [[nodiscard]] int foreground() const { return foreground_; }
  // The moment of the next task; nothing may be left only when there is none.
  [[nodiscard]] base::Timestamp next_time() const { return std::get<0>(queue_.begin()->first); }
  [[nodiscard]] bool is_empty() const { return queue_.empty(); }

  void tell(std::string_view what);                        // as the current task
  void tell(std::string_view who, std::string_view what);
  Chance& chance() { return chance_; }

 private:
  struct Running {
    Task task;
    std::unique_ptr<Fiber> fiber;
    bool waits_for_ring = false;
  };
  using Key = std::tuple<base::Timestamp, std::uint64_t, std::uint64_t>;

  void add(Task task, std::function<void()> body, milliseconds delay);
  void enqueue(std::shared_ptr<Running> running, base::Timestamp at);

  Chance& chance_;
  Story& story_;
  base::Timestamp now_;
  std::map<Key, std::shared_ptr<Running>> queue_;
  std::shared_ptr<Running> running_;
  base::Timestamp wake_;
  std::uint64_t count_ = 0;
  int foreground_ = 0;
  bool ending_ = false;
};

}  // namespace simulation
