#include "shop/shop.h"

#include <algorithm>

#include "app/designs/render_design.h"
#include "app/webhooks/receive_webhook.h"
#include "worker/worker_loop.h"

namespace simulation {
namespace {

using adapters::memory::JobState;
using std::chrono::minutes;
using std::chrono::seconds;

// Longer than a job takes whose every call times out once; shorter than a worker that stands still.
constexpr auto kLease = seconds{120};
// How late the jobs of the clock, such as the reconciler, may begin: each costs a look at every order.
constexpr auto kClockIsLookedAt = minutes{180};
constexpr std::string_view kPhoto = "photo";
constexpr std::string_view kRecipe = "{}";
constexpr std::string_view kScene = "the-scream";

// Notices are carried by hand here; what signatures are worth is tested with the adapters.
class OpenDoor : public ports::WebhookVerifier {
 public:
  explicit OpenDoor(const Notice& notice) : notice_(notice) {}
  base::Result<domain::WebhookEvent> verify(std::string_view, const ports::HeaderLookup&, base::Timestamp now) override {
    return domain::WebhookEvent{notice_.source, notice_.event_id, notice_.type, notice_.object_id, "", now, {}};
  }

 private:
  const Notice& notice_;
};

domain::Promotion promotion(std::string code, std::optional<int> percent, std::optional<std::int64_t> amount) {
  domain::Promotion promotion;
  promotion.code = std::move(code);
  promotion.percent_off = percent;
  if (amount) promotion.amount_off = base::Money{*amount, "USD"};
  return promotion;
}

bool is_unfinished(const adapters::memory::StoredJob& stored) {
  return stored.state != JobState::kCompleted && stored.state != JobState::kDiscarded;
}

bool is_open(const domain::Order& order) { return order.state == domain::OrderState::kCreated; }

}  // namespace

Shop::Shop(Scheduler& scheduler, Faults& faults, World world, PlantedBug bug, std::uint64_t seed)
    : scheduler_(scheduler),
      faults_(faults),
      bell_(scheduler),
      tables_(&bell_),
      ids_(seed ^ 0x5eedULL),
      database_(tables_, faults, scheduler, bug),
      queue_(tables_, faults, scheduler),
      storage_(objects_, faults),
      payments_(world.stripe, faults, scheduler, bug),
      printful_(world.printful, faults, scheduler, bug),
      printify_(world.printify, faults, scheduler, bug),
      mailer_(world.sendgrid, faults),
      services{database_, storage_,   scanner_, renderer_,  payments_, printful_,
               mailer_,   templates_, wording_, scheduler_, ids_,      metrics_,
               "https://shop.example", {std::string(kScene)}} {
  add_designs();
  add_promotions();
  services.printers.add(domain::kPrintify, printify_);
  let_printify_make_hoodies();
}

void Shop::let_printify_make_hoodies() {
  tables_.with_state([](adapters::memory::State& state) {
    for (auto& product : state.products) {
      if (product.sku != "hoodie") continue;
      product.provider = domain::kPrintify;
      for (auto& variant : product.variants) variant.printify = {77, 99, variant.printful_variant_id, "front"};
    }
  });
}

void Shop::add_designs() {
  const domain::ObjectKey photo{"photos/photo"};
  (void)objects_.put(photo, kPhoto, "image/png");
  const auto preview =
      adapters::memory::MemoryRenderer::image_of(kPhoto, kScene, kRecipe, std::string(app::kPreviewTarget));
  for (int i = 0; i < 4; ++i) {
    domain::Design design;
    design.id.value = ids_.new_uuid();
    design.photo_key = photo;
    design.preview_key = design.processed_key = photo;
    design.status = domain::DesignStatus::kComplete;
    design.scene = kScene;
    design.recipe_json = kRecipe;
    design.print_spec = "tee";
    design.preview_sha256 = preview.pixel_sha256;
    design.created_at = scheduler_.now();
    designs.push_back(design.id);
    tables_.with_state([&](adapters::memory::State& state) { state.designs[design.id] = design; });
  }
}

void Shop::add_promotions() {
  auto once = promotion("ONCE", 20, {});
  once.limit_total = 1;
  auto twice = promotion("TWICE", {}, 700);
  twice.limit_total = 2;
  auto each_once = promotion("EACH1", 33, {});
  each_once.limit_per_email = 1;
  for (const auto& one : {once, twice, each_once, promotion("ALWAYS", 7, {})}) {
    tables_.with_state([&](adapters::memory::State& state) { state.promotions[one.code] = one; });
  }
}

bool Shop::receive(const Notice& notice) {
  OpenDoor door(notice);
  const auto accepted =
      serve([&] { return app::receive_webhook(services, door, {}, [](std::string_view) { return std::string_view(); }); });
  return accepted && *accepted;
}

void Shop::start_workers() {
  for (Process& process : workers_) {
    for (const int number : {1, 2}) {
      scheduler_.spawn_background(process.name, [this, &process, number] { work(process, number); });
    }
  }
}

// Two loops a process, which die together.
void Shop::work(Process& process, int number) {
  while (true) {
    Task& task = scheduler_.current();
    task.process = &process;
    task.born_after = process.deaths;
    try {
      work_until_death(process.name + "/" + std::to_string(number));
    } catch (const Crash&) {
    }
    task.process = nullptr;
    task.job_kind.clear();
    task.job_payload.clear();
    scheduler_.sleep(scheduler_.chance().within(seconds{1}, seconds{10}));
  }
}

void Shop::work_until_death(const std::string& name) {
  worker::WorkerLoop loop(services, queue_, bell_, {.name = name, .lease = kLease});
  while (true) {
    loop.look_after_queue();
    while (loop.run_one()) {
    }
    scheduler_.current().job_kind.clear();
    scheduler_.current().job_payload.clear();
    scheduler_.wait_for_ring(std::max(next_job_time(), scheduler_.now() + seconds{2}));
  }
}

base::Timestamp Shop::next_job_time() {
  return tables_.with_state([&](const adapters::memory::State& state) {
    auto next = scheduler_.now() + kClockIsLookedAt;
    for (const auto& stored : state.jobs) {
      if (!is_unfinished(stored)) continue;
      next = std::min(next, stored.state == JobState::kRunning ? stored.job.lease_until : stored.run_at);
    }
    return next;
  });
}

int Shop::deaths() const {
  int deaths = 0;
  for (const auto& process : servers_) deaths += process.deaths;
  for (const auto& process : workers_) deaths += process.deaths;
  return deaths;
}

bool Shop::is_idle() {
  return tables_.with_state([](const adapters::memory::State& state) {
    return std::none_of(state.jobs.begin(), state.jobs.end(), is_unfinished) &&
           std::none_of(state.orders.begin(), state.orders.end(), is_open);
  });
}

}  // namespace simulation
