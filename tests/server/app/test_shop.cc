#include "app/test_shop.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "adapters/icu/icu_wording.h"
#include "app/checkout/settle_checkout.h"
#include "app/designs/render_design.h"
#include "app/webhooks/receive_webhook.h"
#include "base/digest.h"
#include "compositor/codec.h"
#include "compositor/json.h"

namespace test {
namespace {

constexpr std::string_view kWebhookKey = "the senders' key";

template <class T>
const T& value_of(const base::Result<T>& result) {
  if (!result) throw std::runtime_error(result.error().public_message + " (" + result.error().cause + ")");
  return *result;
}

bool is_unfinished(const adapters::memory::StoredJob& stored) {
  using adapters::memory::JobState;
  return stored.state == JobState::kAvailable || stored.state == JobState::kRetryable;
}

}  // namespace

base::Result<std::string> EchoTemplates::render(std::string_view name, domain::Language,
                                                 const nlohmann::json& context) {
  if (auto error = errors.take()) return base::Failure(std::move(*error));
  return std::string(name) + "\n" + context.dump();
}

std::string EchoVerifier::sign(std::string_view raw_body) {
  return base::to_hex(base::hmac_sha256(kWebhookKey, raw_body));
}

base::Result<domain::WebhookEvent> EchoVerifier::verify(std::string_view raw_body, const ports::HeaderLookup& header,
                                                        base::Timestamp now) {
  if (header("signature") != sign(raw_body)) {
    return base::fail(base::ErrorCode::kUnauthenticated, "The signature is wrong.", "the HMAC differs");
  }
  const auto body = nlohmann::json::parse(raw_body, nullptr, false);
  if (!body.is_object()) return base::fail(base::ErrorCode::kInvalidInput, "The event is malformed.", "no JSON object");
  return domain::WebhookEvent{source_, body.at("id"), body.at("type"), body.at("object"), std::string(raw_body), now, {}};
}

base::Result<std::vector<domain::WebhookEvent>> EchoBatchVerifier::verify(std::string_view raw_body,
                                                                           const ports::HeaderLookup& header,
                                                                           base::Timestamp now) {
  if (header("signature") != EchoVerifier::sign(raw_body)) {
    return base::fail(base::ErrorCode::kUnauthenticated, "The signature is wrong.", "the HMAC differs");
  }
  std::vector<domain::WebhookEvent> events;
  for (const auto& one : nlohmann::json::parse(raw_body)) {
    events.push_back({source_, one.at("id"), one.at("type"), one.at("object"), one.dump(), now, {}});
  }
  return events;
}

std::string webhook_body(const std::string& event_id, const std::string& type, const std::string& object) {
  return nlohmann::json{{"id", event_id}, {"type", type}, {"object", object}}.dump();
}

const ports::Wording& wording() {
  static const adapters::icu::IcuWording shop_wording(PICASSO_SOURCE_DIR "/web/text");
  return shop_wording;
}

std::string png_photo(int width, int height) {
  compositor::Image image{width, height, {}};
  for (int i = 0; i < width * height; ++i) {
    const auto shade = static_cast<std::uint8_t>(i * 7);
    image.rgba.insert(image.rgba.end(), {shade, 120, 60, 255});
  }
  const auto png = compositor::encode_png(image);
  return {png.begin(), png.end()};
}

std::string recipe_json() { return compositor::recipe_to_json(compositor::Recipe{}); }

domain::Address address() {
  return {"Edda Munch", "1 Fjord Street", "", "Portland", "OR", "97201", "US", "+15035550100"};
}

ports::Parcel parcel(const std::string& id) {
  return {id, "USPS", "TRACK-" + id, "https://carrier.example/" + id, base::from_unix_seconds(1'795'400'000), false};
}

TestShop::TestShop()
    : services{database,  storage, scanner, renderer, payments, printer,
               mailer,    templates, wording(), clock,    ids,      metrics,
               "https://shop.example", {"the-scream"}},
      worker(services, queue, bell, {.name = "test"}) {
  storage.clock = &clock;
}

app::UploadRequest TestShop::good_upload() const {
  const auto preview = adapters::memory::MemoryRenderer::image_of(photo_, "the-scream", recipe_,
                                                                  std::string(app::kPreviewTarget));
  return {photo_, recipe_, "the-scream", preview.pixel_sha256, "tee"};
}

domain::DesignId TestShop::finished_design(const std::string& print_spec) {
  auto request = good_upload();
  request.print_spec = print_spec;
  const auto id = value_of(app::upload_design(services, request)).id;
  run_ready_jobs();
  if (design(id).status != domain::DesignStatus::kComplete) throw std::runtime_error("the design is not complete");
  return id;
}

std::vector<app::CartItem> TestShop::tee_cart(int quantity) { return {{finished_design(), "tee-white-m", quantity}}; }

app::CheckoutStarted TestShop::start_checkout(const std::vector<app::CartItem>& items, std::string_view cart_id) {
  return value_of(app::create_checkout(services, std::string(cart_id), items));
}

std::string TestShop::paid_session(const std::vector<app::CartItem>& items) {
  const auto number = start_checkout(items).order_number;
  const auto orders = database.snapshot().orders;
  for (const auto& order : orders) {
    if (order.number != number) continue;
    payments.pay(*order.stripe_session_id, "Edda@Example.com", address());
    return *order.stripe_session_id;
  }
  throw std::runtime_error("the order is not stored");
}

domain::OrderId TestShop::paid_order() {
  return value_of(app::settle_checkout(services, paid_session(), app::SettleReason::kWebhook)).id;
}

domain::OrderId TestShop::submitted_order() {
  const auto id = paid_order();
  run_ready_jobs();
  if (order(id).state != domain::OrderState::kInProduction) throw std::runtime_error("the order is not in production");
  return id;
}

base::Result<void> TestShop::receive(const std::string& source, const std::string& event_id, const std::string& type,
                                     const std::string& object) {
  EchoVerifier verifier(source);
  const auto body = webhook_body(event_id, type, object);
  const auto signature = EchoVerifier::sign(body);
  return app::receive_webhook(services, verifier, body, [&](std::string_view) { return std::string_view(signature); });
}

int TestShop::run_ready_jobs() {
  int runs = 0;
  while (worker.run_one()) {
    if (++runs > 10'000) throw std::runtime_error("the jobs never end");
  }
  return runs;
}

int TestShop::run_all_jobs() {
  int runs = 0;
  while (true) {
    runs += run_ready_jobs();
    std::optional<base::Timestamp> next;
    for (const auto& stored : database.snapshot().jobs) {
      if (is_unfinished(stored) && (!next || stored.run_at < *next)) next = stored.run_at;
    }
    if (!next) return runs;
    if (*next > clock.now()) clock.set(*next);
  }
}

domain::Design TestShop::design(const domain::DesignId& id) { return database.snapshot().designs.at(id); }

domain::Order TestShop::order(const domain::OrderId& id) {
  for (const auto& order : database.snapshot().orders) {
    if (order.id == id) return order;
  }
  throw std::runtime_error("the order is not stored");
}

domain::Order TestShop::only_order() {
  const auto orders = database.snapshot().orders;
  if (orders.size() != 1) throw std::runtime_error(std::to_string(orders.size()) + " orders instead of one");
  return orders.front();
}

std::vector<domain::OrderHistoryEntry> TestShop::history(const domain::OrderId& id) {
  std::vector<domain::OrderHistoryEntry> entries;
  for (auto& entry : database.snapshot().history) {
    if (entry.order_id == id) entries.push_back(entry);
  }
  return entries;
}

std::string TestShop::signing_key() {
  return value_of(with_transaction(database, [](ports::Transaction& transaction) {
    return base::Result<std::string>(transaction.link_signing_key());
  }));
}

std::vector<adapters::memory::StoredJob> TestShop::jobs(std::string_view kind) {
  std::vector<adapters::memory::StoredJob> found;
  for (auto& stored : database.snapshot().jobs) {
    if (stored.job.kind == kind) found.push_back(stored);
  }
  return found;
}

domain::Job TestShop::claim(std::string_view kind) {
  const auto job = value_of(queue.claim("test", clock.now(), std::chrono::minutes{1}));
  if (!job || job->kind != kind) throw std::runtime_error("the next job is not " + std::string(kind));
  return *job;
}

}  // namespace test
