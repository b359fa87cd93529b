#include "owner/job_verb.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

namespace owner {
namespace {

constexpr int kShown = 100;

struct Asked {
  std::int64_t id = 0;
  CLI::App* list = nullptr;
  CLI::App* retry = nullptr;
  CLI::App* cancel = nullptr;
};

int complain(const base::Error& error) {
  std::fprintf(stderr, "%s (%s)\n", error.public_message.c_str(), error.cause.c_str());
  return 1;
}

void print(const ports::QuarantinedJob& one) {
  std::printf("%lld  %s  %s  %s  after %d tries, %s: %s\n", static_cast<long long>(one.job.id),
              base::to_rfc3339(one.since).c_str(), one.job.kind.c_str(), one.job.payload.c_str(), one.job.tries(),
              std::string(to_string(one.reason)).c_str(), one.error.c_str());
}

int list(ports::JobQueue& queue) {
  const auto depth = queue.depth();
  if (!depth) return complain(depth.error());
  const auto quarantined = queue.quarantined(kShown);
  if (!quarantined) return complain(quarantined.error());
  for (const auto& [series, count] : *depth) std::printf("%6d  %s\n", count, series.c_str());
  for (const auto& one : *quarantined) print(one);
  std::printf("%zu quarantined\n", quarantined->size());
  return 0;
}

int tell(const base::Result<bool>& done, std::int64_t id, const char* did, const char* refused) {
  if (!done) return complain(done.error());
  std::fprintf(*done ? stdout : stderr, "job %lld %s\n", static_cast<long long>(id), *done ? did : refused);
  return *done ? 0 : 1;
}

}  // namespace

std::function<int(ports::JobQueue&, ports::Clock&)> declare_jobs_verb(CLI::App& cli) {
  auto asked = std::make_shared<Asked>();
  auto* verb = cli.add_subcommand("jobs", "look after background jobs");
  verb->require_subcommand(1);
  asked->list = verb->add_subcommand("list", "how many wait, and what was given up and why");
  asked->retry = verb->add_subcommand("retry", "try a quarantined job again");
  asked->cancel = verb->add_subcommand("cancel", "end a job that waits or is quarantined");
  for (auto* one : {asked->retry, asked->cancel}) one->add_option("ID", asked->id, "its number")->required();
  return [asked](ports::JobQueue& queue, ports::Clock& clock) {
    if (asked->retry->parsed()) {
      return tell(queue.retry(asked->id, clock.now()), asked->id, "will be tried again", "is not quarantined");
    }
    if (asked->cancel->parsed()) {
      return tell(queue.cancel(asked->id, clock.now()), asked->id, "is canceled", "neither waits nor is quarantined");
    }
    return list(queue);
  };
}

}  // namespace owner
