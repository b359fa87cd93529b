#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <mutex>
#include <set>
#include <thread>

#include "database_fixtures.h"
#include "domain/retry_policy.h"
#include "samples.h"

using contract::kNow;
using contract::OnMemory;
using contract::OnPostgres;
using domain::DiscardReason;
using domain::JobEvent;
using domain::JobState;
using namespace std::chrono_literals;

namespace {

void enqueue(ports::Database& database, const std::string& payload, base::Timestamp run_at = kNow,
             const std::string& kind = "design.render") {
  REQUIRE(database.transact([&](ports::Transaction& tx) -> base::Result<void> {
    tx.jobs().enqueue({kind, payload, run_at});
    return {};
  }));
}

bool complete(ports::Database& database, const domain::Job& job) {
  return *ports::with_transaction(
      database, [&](ports::Transaction& tx) { return base::Result<bool>(tx.jobs().complete(job, kNow)); });
}

domain::Job claim_one(ports::JobQueue& queue, base::Timestamp now = kNow) {
  const auto claimed = queue.claim("worker", now, 1min);
  REQUIRE(claimed.has_value());
  REQUIRE(claimed->has_value());
  return **claimed;
}

bool nothing_to_claim(ports::JobQueue& queue, base::Timestamp now = kNow) {
  return !queue.claim("worker", now, 1min)->has_value();
}

}  // namespace

TEMPLATE_TEST_CASE("jobs are handed out oldest first, each with its attempt and lease", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  CHECK(nothing_to_claim(on.queue));
  enqueue(on.database, "second", kNow);
  enqueue(on.database, "first", kNow - 1s);
  enqueue(on.database, "tomorrow", kNow + 24h);
  const auto first = claim_one(on.queue);
  CHECK(first.payload == "first");
  CHECK(first.kind == "design.render");
  CHECK(first.attempt == 1);
  CHECK(first.max_attempts == domain::max_attempts_of("design.render"));
  CHECK(first.lease_until == kNow + 1min);
  CHECK(claim_one(on.queue).payload == "second");
  CHECK(nothing_to_claim(on.queue));
  CHECK(claim_one(on.queue, kNow + 24h).payload == "tomorrow");
}

TEMPLATE_TEST_CASE("a completed job is never handed out again", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  enqueue(on.database, "once");
  const auto job = claim_one(on.queue);
  CHECK(complete(on.database, job));
  CHECK_FALSE(complete(on.database, job));
  CHECK(on.queue.rescue(kNow + 24h) == 0);
  CHECK(nothing_to_claim(on.queue, kNow + 24h));
  CHECK(on.queue.depth()->empty());
}

TEMPLATE_TEST_CASE("a worker whose lease was lost can no longer finish, extend or fail the job", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  enqueue(on.database, "job");
  const auto slow = claim_one(on.queue);
  CHECK(on.queue.rescue(kNow + 59s) == 0);
  CHECK(on.queue.rescue(kNow + 60s) == 1);
  const auto second = claim_one(on.queue, kNow + 61s);
  CHECK(second.id == slow.id);
  CHECK(second.attempt == 2);

  CHECK_FALSE(complete(on.database, slow));
  CHECK(on.queue.extend(slow, kNow + 1h) == false);
  CHECK(on.queue.retry_later(slow, kNow, "late"));
  CHECK(on.queue.discard(slow, kNow, DiscardReason::kRefused, "late"));
  CHECK(nothing_to_claim(on.queue, kNow + 61s));
  CHECK(complete(on.database, second));
}

TEMPLATE_TEST_CASE("the effect of a worker that lost its lease is rolled back with its completion", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  enqueue(on.database, "job");
  const auto slow = claim_one(on.queue);
  REQUIRE(on.queue.rescue(kNow + 2min) == 1);
  const auto done = on.database.transact([&](ports::Transaction& tx) -> base::Result<void> {
    tx.designs().insert(contract::pending_design(1));
    if (!tx.jobs().complete(slow, kNow)) return base::fail(base::ErrorCode::kConflict, "lost");
    return {};
  });
  CHECK_FALSE(done);
  ports::with_transaction(on.database, [](ports::Transaction& tx) -> base::Result<bool> {
    CHECK_FALSE(tx.designs().find({contract::uuid(1)}));
    return true;
  });
}

TEMPLATE_TEST_CASE("an extended lease outlives the first", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  enqueue(on.database, "long");
  const auto job = claim_one(on.queue);
  CHECK(on.queue.extend(job, kNow + 5min) == true);
  CHECK(on.queue.rescue(kNow + 2min) == 0);
  CHECK(on.queue.rescue(kNow + 5min) == 1);
}

TEMPLATE_TEST_CASE("a failed job waits for its time, a discarded one for a person", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  enqueue(on.database, "job");
  REQUIRE(on.queue.retry_later(claim_one(on.queue), kNow + 10s, std::string("caf\xc3\xa9 \xff and a \0 byte", 17)));
  CHECK(nothing_to_claim(on.queue, kNow + 9s));
  const auto again = claim_one(on.queue, kNow + 10s);
  CHECK(again.attempt == 2);
  REQUIRE(on.queue.discard(again, kNow, DiscardReason::kRefused, "refused"));
  CHECK(nothing_to_claim(on.queue, kNow + 24h));
  CHECK(on.queue.rescue(kNow + 24h) == 0);
}

TEMPLATE_TEST_CASE("a job that loses its worker every time is spent at its limit, for somebody to give up", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  const auto kind = GENERATE(domain::kRenderDesign, domain::kSendMail);
  enqueue(on.database, "killer", kNow, std::string(kind));
  auto now = kNow;
  const int attempts = std::min(domain::max_attempts_of(kind), domain::crash_limit_of(kind));
  for (int i = 1; i <= attempts; ++i) {
    CHECK(claim_one(on.queue, now).attempt == i);
    now += 2min;
    CHECK(on.queue.rescue(now) == (i < attempts ? 1 : 0));
    if (i < attempts) CHECK_FALSE(on.queue.claim_spent("undertaker", now, 1min)->has_value());
  }
  CHECK(nothing_to_claim(on.queue, now));
  const auto spent = on.queue.claim_spent("undertaker", now, 1min);
  REQUIRE(spent);
  REQUIRE(*spent);
  CHECK((*spent)->payload == "killer");
  CHECK((*spent)->kind == kind);
  CHECK((*spent)->attempt == attempts);
  CHECK((*spent)->lease_until == now + 1min);
  REQUIRE(on.queue.discard(**spent, now, DiscardReason::kCrashed, "lost"));
  CHECK_FALSE(on.queue.claim_spent("undertaker", now + 24h, 1min)->has_value());
  CHECK(*on.queue.depth() == std::map<std::string, int>{{std::string(kind) + "/discarded", 1}});
}

TEMPLATE_TEST_CASE("a spent job is in one hand at a time, and comes round again when that hand fails", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  enqueue(on.database, "killer");
  auto now = kNow;
  for (int i = 1; i <= domain::crash_limit_of(domain::kRenderDesign); ++i, now += 1min) {
    claim_one(on.queue, now);
    REQUIRE(on.queue.rescue(now + 1min));
  }
  REQUIRE(on.queue.claim_spent("one", now, 1min)->has_value());
  CHECK_FALSE(on.queue.claim_spent("two", now + 59s, 1min)->has_value());
  CHECK(on.queue.rescue(now + 1min) == 0);
  CHECK(on.queue.claim_spent("two", now + 1min, 1min)->has_value());
}

TEMPLATE_TEST_CASE("a job that waited out an outage is spent when it loses its worker after that many attempts", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  enqueue(on.database, "patient");
  for (int i = 1; i <= domain::crash_limit_of(domain::kRenderDesign); ++i) {
    REQUIRE(on.queue.retry_later(claim_one(on.queue), kNow, "no scanner"));
  }
  const auto job = claim_one(on.queue);
  CHECK(job.attempt == domain::crash_limit_of(domain::kRenderDesign) + 1);
  CHECK_FALSE(on.queue.claim_spent("undertaker", kNow + 59s, 1min)->has_value());
  CHECK(on.queue.rescue(kNow + 1min) == 0);
  CHECK((*on.queue.claim_spent("undertaker", kNow + 1min, 1min))->attempt == job.attempt);
}

TEMPLATE_TEST_CASE("the depth counts jobs that wait, run or were discarded, by kind and state", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  enqueue(on.database, "a", kNow - 3s);
  enqueue(on.database, "b", kNow - 2s);
  enqueue(on.database, "c", kNow - 1s);
  enqueue(on.database, "d", kNow, "order.send_mail");
  REQUIRE(complete(on.database, claim_one(on.queue)));
  REQUIRE(on.queue.retry_later(claim_one(on.queue), kNow + 1h, "later"));
  claim_one(on.queue);
  enqueue(on.database, "e", kNow - 4s, "refund.send");
  REQUIRE(on.queue.discard(claim_one(on.queue), kNow, DiscardReason::kRefused, "no"));
  CHECK(*on.queue.depth() == std::map<std::string, int>{{"refund.send/discarded", 1},
                                                        {"design.render/retryable", 1},
                                                        {"design.render/running", 1},
                                                        {"order.send_mail/available", 1}});
}

TEMPLATE_TEST_CASE("many workers at once never get the same job", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  constexpr int kJobs = 200;
  REQUIRE(on.database.transact([](ports::Transaction& tx) -> base::Result<void> {
    for (int i = 0; i < kJobs; ++i) tx.jobs().enqueue({"design.render", std::to_string(i), kNow});
    return {};
  }));
  std::mutex mutex;
  std::multiset<std::string> taken;
  std::atomic<int> failed = 0;
  const auto work = [&] {
    while (true) {
      const auto job = on.queue.claim("worker", kNow, 1min);
      if (!job) ++failed;
      if (!job || !*job) return;
      const std::lock_guard lock(mutex);
      taken.insert((*job)->payload);
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) threads.emplace_back(work);
  for (auto& thread : threads) thread.join();
  CHECK(failed == 0);
  CHECK(taken.size() == kJobs);
  CHECK(std::set(taken.begin(), taken.end()).size() == kJobs);
}

TEMPLATE_TEST_CASE("a job with a key is stored once, in whatever state the first one is", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  const auto enqueue_once = [&](const std::string& payload) {
    REQUIRE(on.database.transact([&](ports::Transaction& tx) -> base::Result<void> {
      tx.jobs().enqueue({"design.render", payload, kNow, "design.render@noon"});
      return {};
    }));
  };
  enqueue_once("first");
  enqueue_once("second");
  CHECK(on.bell.rung().size() == 1);
  const auto job = claim_one(on.queue);
  CHECK(job.payload == "first");
  enqueue_once("third");
  REQUIRE(complete(on.database, job));
  enqueue_once("fourth");
  CHECK(nothing_to_claim(on.queue));
  enqueue(on.database, "without a key");
  enqueue(on.database, "without a key");
  CHECK(on.queue.depth()->at("design.render/available") == 2);
}

TEMPLATE_TEST_CASE("of workers that enqueue a due job at the same moment one succeeds, and none fails", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  std::atomic<int> failed = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&] {
      for (int due = 0; due < 10; ++due) {
        const auto stored = on.database.transact([&](ports::Transaction& tx) -> base::Result<void> {
          tx.jobs().enqueue({"design.render", "", kNow, "due " + std::to_string(due)});
          return {};
        });
        if (!stored) ++failed;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(failed == 0);
  CHECK(on.queue.depth()->at("design.render/available") == 10);
}

TEMPLATE_TEST_CASE("completed jobs are forgotten after their time, others stay", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  const auto remove_before = [&](base::Timestamp time) {
    return *ports::with_transaction(on.database,
                                    [&](ports::Transaction& tx) { return base::Result<int>(tx.jobs().remove_completed(time)); });
  };
  enqueue(on.database, "done", kNow - 3s);
  enqueue(on.database, "discarded", kNow - 2s);
  enqueue(on.database, "waiting", kNow - 1s);
  REQUIRE(complete(on.database, claim_one(on.queue)));
  REQUIRE(on.queue.discard(claim_one(on.queue), kNow, DiscardReason::kRefused, "refused"));
  CHECK(remove_before(kNow) == 0);
  CHECK(remove_before(kNow + 1s) == 1);
  CHECK(claim_one(on.queue).payload == "waiting");
}

namespace {

// A store with one job in `state`; the job as its last worker had it.
template <class Fixture>
domain::Job job_in(Fixture& on, JobState state) {
  enqueue(on.database, "job");
  if (state == JobState::kAvailable || state == JobState::kCanceled) {
    const auto ready = *on.queue.announce_ready(kNow, kNow, 1);
    domain::Job job{ready.at(0).job_id, ready.at(0).kind, "job", 0, 0, {}};
    if (state == JobState::kCanceled) REQUIRE(on.queue.cancel(job.id, kNow) == true);
    return job;
  }
  const auto job = claim_one(on.queue);
  if (state == JobState::kRetryable) REQUIRE(on.queue.retry_later(job, kNow, "later"));
  if (state == JobState::kCompleted) REQUIRE(complete(on.database, job));
  if (state == JobState::kDiscarded) REQUIRE(on.queue.discard(job, kNow, DiscardReason::kRefused, "no"));
  return job;
}

// What a worker, the rescuer or the owner does when `event` happens to the job.
template <class Fixture>
void happen(Fixture& on, JobEvent event, const domain::Job& job) {
  switch (event) {
    case JobEvent::kClaimed: REQUIRE(on.queue.claim_announced(job.id, "worker", kNow, 1min)); break;
    case JobEvent::kCompleted: complete(on.database, job); break;
    case JobEvent::kFailed: REQUIRE(on.queue.retry_later(job, kNow, "failed")); break;
    case JobEvent::kGivenUp: REQUIRE(on.queue.discard(job, kNow, DiscardReason::kRefused, "no")); break;
    case JobEvent::kLeaseLost: REQUIRE(on.queue.rescue(kNow + 1min)); break;
    case JobEvent::kTakenOver: REQUIRE(on.queue.claim_spent("worker", kNow + 1min, 1min)); break;
    case JobEvent::kHandedBack: REQUIRE(on.queue.hand_back(job, kNow)); break;
    case JobEvent::kRetried: REQUIRE(on.queue.retry(job.id, kNow)); break;
    case JobEvent::kCanceled: REQUIRE(on.queue.cancel(job.id, kNow)); break;
  }
}

JobState state_of(contract::OnMemory& on) { return on.database.snapshot().jobs.at(0).state; }
JobState state_of(contract::OnPostgres& on) {
  return *domain::job_state_from(on.server.query("SELECT state FROM jobs")[0][0].as<std::string>());
}

constexpr std::array kAllEvents = {JobEvent::kClaimed,   JobEvent::kCompleted,  JobEvent::kFailed,
                                   JobEvent::kGivenUp,   JobEvent::kLeaseLost,  JobEvent::kHandedBack,
                                   JobEvent::kRetried,   JobEvent::kCanceled};

}  // namespace

TEMPLATE_TEST_CASE("whatever happens to a job, it moves along the edges of the table and no other", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  const auto clear = [&] {
    if constexpr (std::is_same_v<TestType, OnMemory>) {
      on.database.with_state([](auto& state) { state.jobs.clear(); });
    } else {
      static_cast<void>(on.server.query("DELETE FROM jobs"));
    }
  };
  for (const auto from : domain::kAllJobStates) {
    for (const auto event : kAllEvents) {
      const auto job = job_in(on, from);
      REQUIRE(state_of(on) == from);
      happen(on, event, job);
      INFO(to_string(from) << ", event " << static_cast<int>(event));
      CHECK(state_of(on) == next_job_state(from, event).value_or(from));
      clear();
    }
  }
}

TEMPLATE_TEST_CASE("a worker takes the kinds it is there for, and leaves the others", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  enqueue(on.database, "mail", kNow - 3s, "order.send_mail");
  enqueue(on.database, "photo", kNow - 2s, "design.render");
  enqueue(on.database, "refund", kNow - 1s, "refund.send");
  const auto claimed = on.queue.claim("worker", kNow, 1min, {"design.render", "refund.send"});
  REQUIRE(claimed);
  CHECK((*claimed)->payload == "photo");
  CHECK((*on.queue.claim("worker", kNow, 1min, {"design.render", "refund.send"}))->payload == "refund");
  CHECK_FALSE(on.queue.claim("worker", kNow, 1min, {"design.render", "refund.send"})->has_value());
  CHECK(claim_one(on.queue).payload == "mail");
}

TEMPLATE_TEST_CASE("an announced job is claimed once, when its time has come", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  enqueue(on.database, "now");
  const auto ready = *on.queue.announce_ready(kNow, kNow, 10);
  REQUIRE(ready.size() == 1);
  CHECK(ready[0].kind == "design.render");
  CHECK_FALSE(on.queue.claim_announced(ready[0].job_id + 1000, "worker", kNow, 1min)->has_value());
  CHECK_FALSE(on.queue.claim_announced(ready[0].job_id, "worker", kNow - 1ms, 1min)->has_value());
  const auto claimed = on.queue.claim_announced(ready[0].job_id, "worker", kNow, 1min);
  REQUIRE(claimed);
  REQUIRE(*claimed);
  CHECK((*claimed)->payload == "now");
  CHECK((*claimed)->attempt == 1);
  CHECK((*claimed)->lease_until == kNow + 1min);
  CHECK_FALSE(on.queue.claim_announced(ready[0].job_id, "other", kNow, 1min)->has_value());
}

TEMPLATE_TEST_CASE("a ready job is announced once, again after a while, and anew when it is ready again", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  const auto announced = [&](base::Timestamp now, base::Timestamp before, int limit = 10) {
    return on.queue.announce_ready(now, before, limit)->size();
  };
  enqueue(on.database, "a", kNow - 1s);
  enqueue(on.database, "b");
  enqueue(on.database, "tomorrow", kNow + 24h);
  CHECK(announced(kNow, kNow - 1min, 1) == 1);
  CHECK(announced(kNow, kNow - 1min) == 1);
  CHECK(announced(kNow + 1min, kNow) == 0);
  CHECK(announced(kNow + 1min, kNow + 1ms) == 2);

  const auto job = claim_one(on.queue, kNow + 1min);
  CHECK(announced(kNow + 5min, kNow + 5min) == 1);
  REQUIRE(on.queue.retry_later(job, kNow + 10min, "later"));
  CHECK(announced(kNow + 6min, kNow) == 0);
  CHECK(announced(kNow + 10min, kNow) == 1);
}

TEMPLATE_TEST_CASE("a job that was handed back is ready at once, and its first worker cannot finish it", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  enqueue(on.database, "long");
  const auto job = claim_one(on.queue);
  REQUIRE(on.queue.hand_back(job, kNow));
  CHECK_FALSE(complete(on.database, job));
  const auto second = claim_one(on.queue);
  CHECK(second.attempt == 2);
  REQUIRE(on.queue.hand_back(job, kNow));
  CHECK(complete(on.database, second));
}

TEMPLATE_TEST_CASE("a discarded job keeps its reason, and the owner can have it tried again", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  enqueue(on.database, "older", kNow - 1s, "order.send_mail");
  enqueue(on.database, "younger");
  const auto older = claim_one(on.queue);
  const auto younger = claim_one(on.queue);
  REQUIRE(on.queue.discard(older, kNow + 1s, DiscardReason::kExhausted, "no answer"));
  REQUIRE(on.queue.discard(younger, kNow + 2s, DiscardReason::kCrashed, "it died"));

  const auto quarantined = *on.queue.quarantined(10);
  REQUIRE(quarantined.size() == 2);
  CHECK(quarantined[0].job.payload == "younger");
  CHECK(quarantined[0].reason == DiscardReason::kCrashed);
  CHECK(quarantined[1].job.id == older.id);
  CHECK(quarantined[1].job.kind == "order.send_mail");
  CHECK(quarantined[1].reason == DiscardReason::kExhausted);
  CHECK(quarantined[1].error == "no answer");
  CHECK(quarantined[1].since == kNow + 1s);
  CHECK(on.queue.quarantined(1)->size() == 1);

  CHECK(on.queue.retry(older.id, kNow + 1h) == true);
  CHECK(on.queue.retry(older.id, kNow + 1h) == false);
  CHECK(on.queue.quarantined(10)->size() == 1);
  CHECK(nothing_to_claim(on.queue, kNow + 1h - 1ms));
  const auto again = claim_one(on.queue, kNow + 1h);
  CHECK(again.attempt == older.attempt + 1);
  CHECK(again.tries() == 1);
  CHECK(again.max_attempts == domain::max_attempts_of("order.send_mail"));
  CHECK(complete(on.database, again));
}

TEMPLATE_TEST_CASE("a canceled job is over, a running one cannot be canceled", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  enqueue(on.database, "job");
  const auto job = claim_one(on.queue);
  CHECK(on.queue.cancel(job.id, kNow) == false);
  REQUIRE(on.queue.discard(job, kNow, DiscardReason::kRefused, "no"));
  CHECK(on.queue.cancel(job.id, kNow) == true);
  CHECK(on.queue.quarantined(10)->empty());
  CHECK(on.queue.retry(job.id, kNow) == false);
  CHECK(on.queue.depth()->empty());
}

TEMPLATE_TEST_CASE("a job that could not be tried waits without its attempt counting, and only for its holder", "", OnMemory,
                   OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  enqueue(on.database, "busy");
  const auto job = claim_one(on.queue);
  REQUIRE(on.queue.hand_back(job, kNow + 5s));
  CHECK(nothing_to_claim(on.queue, kNow + 4s));
  const auto again = claim_one(on.queue, kNow + 5s);
  CHECK(again.attempt == 2);
  CHECK(again.tries() == 1);
  REQUIRE(on.queue.hand_back(job, kNow + 1h));
  CHECK(complete(on.database, again));
}

TEMPLATE_TEST_CASE("workers that had to stop in the middle of a job say nothing against it", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  enqueue(on.database, "photo");
  const int limit = domain::crash_limit_of(domain::kRenderDesign);
  for (int i = 0; i < limit; ++i) REQUIRE(on.queue.hand_back(claim_one(on.queue), kNow));
  auto now = kNow;
  for (int i = 1; i < limit; ++i) {
    CHECK(claim_one(on.queue, now).tries() == i);
    now += 1min;
    CHECK(on.queue.rescue(now) == 1);
  }
  CHECK(claim_one(on.queue, now).tries() == limit);
  CHECK(on.queue.rescue(now + 1min) == 0);
  CHECK(on.queue.claim_spent("undertaker", now + 1min, 1min)->has_value());
}

TEMPLATE_TEST_CASE("a job that crashed too often has all its tries again when the owner retries it", "", OnMemory, OnPostgres) {
  SKIP_UNLESS_AVAILABLE(TestType);
  TestType on;
  enqueue(on.database, "photo");
  auto job = claim_one(on.queue);
  for (int i = 1; i < domain::crash_limit_of(domain::kRenderDesign); ++i) {
    REQUIRE(on.queue.retry_later(job, kNow, "it died"));
    job = claim_one(on.queue);
  }
  REQUIRE(on.queue.discard(job, kNow, DiscardReason::kCrashed, "it died"));
  REQUIRE(on.queue.retry(job.id, kNow) == true);
  claim_one(on.queue);
  CHECK(on.queue.rescue(kNow + 1min) == 1);
}
