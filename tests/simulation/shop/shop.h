#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/memory/memory_job_bell.h"
#include "adapters/memory/memory_metrics.h"
#include "adapters/memory/memory_object_storage.h"
#include "adapters/memory/memory_renderer.h"
#include "adapters/memory/memory_virus_scanner.h"
#include "app/services.h"
#include "shop/database.h"
#include "shop/outside.h"
#include "shop/plain_words.h"
#include "shop/queue.h"
#include "shop/seeded_ids.h"

namespace simulation {

// Rings for the workers of the run. Where a ring is lost, they find the job when they next look by themselves.
class RunBell : public adapters::memory::MemoryJobBell {
 public:
  explicit RunBell(Scheduler& scheduler) : scheduler_(scheduler) {}
  void ring(const std::vector<ports::JobAnnouncement>&) noexcept override {
    using std::chrono::milliseconds;
    const bool lost = scheduler_.chance().happens(0.05);
    scheduler_.ring(milliseconds{lost ? 100 : 1}, milliseconds{lost ? 2000 : 20});
  }

 private:
  Scheduler& scheduler_;
};

// The shop's own code, on in-memory twins, in two servers and some workers.
class Shop {
 public:
  struct World {
    Stripe& stripe;
    Printer& printful;
    Printer& printify;
    Sendgrid& sendgrid;
  };

  Shop(Scheduler& scheduler, Faults& faults, World world, PlantedBug bug, std::uint64_t seed);

  // Runs a request in one of the servers. Nothing when the server died over it.
  template <class Request>
  auto serve(Request&& request) -> std::optional<decltype(request())> {
    Task& task = scheduler_.current();
    Process& server = servers_[static_cast<std::size_t>(scheduler_.chance().between(0, 1))];
    task.process = &server;
    task.born_after = server.deaths;
    std::optional<decltype(request())> answer;
    try {
      answer = request();
    } catch (const Crash&) {
    }
    task.process = nullptr;
    scheduler_.die_if_dead();
    return answer;
  }

  bool receive(const Notice& notice);  // what Post knocks at
  void start_workers();
  [[nodiscard]] int deaths() const;
  // No job waits or runs, and no order is open.
  bool is_idle();

  std::vector<domain::DesignId> designs;  // that may be ordered
  adapters::memory::MemoryDatabase& tables() { return tables_; }
  Watch& watch() { return database_.watch; }

 private:
  void add_designs();
  void add_promotions();
  void let_printify_make_hoodies();
  void work(Process& process, int number);
  void work_until_death(const std::string& name);
  base::Timestamp next_job_time();

  Scheduler& scheduler_;
  Faults& faults_;
  RunBell bell_;
  adapters::memory::MemoryDatabase tables_;
  adapters::memory::MemoryObjectStorage objects_;
  adapters::memory::MemoryVirusScanner scanner_;
  adapters::memory::MemoryRenderer renderer_;
  adapters::memory::MemoryMetrics metrics_;
  PlainTemplates templates_;
  PlainWording wording_;
  SeededIds ids_;
  DatabaseOutside database_;
  QueueOutside queue_;
  StorageOutside storage_;
  PaymentsOutside payments_;
  PrinterOutside printful_;
  PrinterOutside printify_;
  MailOutside mailer_;
  std::array<Process, 2> servers_{Process{"server 1"}, Process{"server 2"}};
  std::array<Process, 2> workers_{Process{"worker 1"}, Process{"worker 2"}};

 public:
  app::Services services;
};

}  // namespace simulation
