#include "engine/scheduler.h"

#include <utility>

namespace simulation {

using std::chrono::milliseconds;

void Scheduler::spawn(std::string name, std::function<void()> body, milliseconds delay) {
  ++foreground_;
  add({std::move(name), false, nullptr, 0, {}, {}},
      [this, body = std::move(body)] {
        try {
          body();
        } catch (const Crash&) {
        }
        --foreground_;
      },
      delay);
}

void Scheduler::spawn_background(std::string name, std::function<void()> body) {
  add({std::move(name), true, nullptr, 0, {}, {}},
      [body = std::move(body)] {
        try {
          body();
        } catch (const Crash&) {
        }
      },
      milliseconds{0});
}

void Scheduler::add(Task task, std::function<void()> body, milliseconds delay) {
  auto running = std::make_shared<Running>();
  running->task = std::move(task);
  running->fiber = std::make_unique<Fiber>(std::move(body));
  enqueue(std::move(running), now_ + delay);
}

void Scheduler::enqueue(std::shared_ptr<Running> running, base::Timestamp at) {
  queue_.emplace(Key{at, chance_.next(), ++count_}, std::move(running));
}

void Scheduler::sleep(milliseconds duration) { sleep_until(now_ + duration); }

void Scheduler::sleep_until(base::Timestamp time) {
  if (ending_) throw Crash{};
  wake_ = std::max(time, now_);
  Fiber::suspend();
  die_if_dead();
}

void Scheduler::wait_for_ring(base::Timestamp until) {
  running_->waits_for_ring = true;
  sleep_until(until);
}

void Scheduler::die_if_dead() {
  if (ending_) throw Crash{};
  const Task& task = current();
  if (task.process != nullptr && task.process->deaths != task.born_after) throw Crash{};
}

void Scheduler::kill_process() {
  ++current().process->deaths;
  tell("dies");
  throw Crash{};
}

void Scheduler::ring(milliseconds soonest, milliseconds latest) {
  std::vector<std::shared_ptr<Running>> woken;
  for (auto entry = queue_.begin(); entry != queue_.end();) {
    if (entry->second->waits_for_ring) {
      woken.push_back(std::move(entry->second));
      entry = queue_.erase(entry);
    } else {
      ++entry;
    }
  }
  for (auto& running : woken) {
    running->waits_for_ring = false;
    enqueue(std::move(running), now_ + chance_.within(soonest, latest));
  }
}

bool Scheduler::step() {
  if (queue_.empty()) return false;
  auto next = queue_.extract(queue_.begin());
  now_ = std::max(now_, std::get<0>(next.key()));
  running_ = std::move(next.mapped());
  running_->waits_for_ring = false;
  running_->fiber->resume();
  auto done = std::exchange(running_, nullptr);
  if (!done->fiber->ended()) enqueue(std::move(done), wake_);
  return true;
}

void Scheduler::end() {
  ending_ = true;
  while (step()) {
  }
}

void Scheduler::tell(std::string_view what) {
  const Task& task = current();
  tell(task.process != nullptr && task.process->name != task.name ? task.process->name + " for " + task.name : task.name,
       what);
}

void Scheduler::tell(std::string_view who, std::string_view what) { story_.tell(now_, who, what); }

}  // namespace simulation
