#include "sandbox/services/sandbox.h"

#include <chrono>
#include <nlohmann/json.hpp>

#include "base/log.h"
#include "http/wire.h"
#include "sandbox/services/answers.h"
#include "sandbox/services/easypost/api.h"
#include "sandbox/services/easypost/trackers.h"
#include "sandbox/services/overview_page.h"
#include "sandbox/services/printful/api.h"
#include "sandbox/services/printful/orders_page.h"
#include "sandbox/services/printful/print_files.h"
#include "sandbox/services/printful/production.h"
#include "sandbox/services/printify/api.h"
#include "sandbox/services/printify/orders_page.h"
#include "sandbox/services/printify/production.h"
#include "sandbox/services/sendgrid/mail_send.h"
#include "sandbox/services/sendgrid/mailbox_page.h"
#include "sandbox/services/signatures.h"
#include "sandbox/services/stripe/api.h"
#include "sandbox/services/stripe/hosted_page.h"
#include "sandbox/services/stripe/idempotency.h"
#include "sandbox/services/stripe/sessions.h"
#include "sandbox/services/webhook_queue.h"

namespace sandbox {
namespace {

using http::Request;
using http::Response;
using Json = nlohmann::json;

Response fault_answer(const std::string& service, int status) {
  if (service == "stripe") return stripe::fault_answer(status);
  if (service == "printful") return printful::fault_answer(status);
  if (service == "easypost") return easypost::fault_answer(status);
  if (service == "printify") return printify::fault_answer(status);
  return sendgrid::fault_answer(status);
}

Response answer_faults(World& world, const Request& request) {
  if (request.method == "POST") {
    const auto added = world.faults.add(Json::parse(request.body, nullptr, false));
    if (!added) return json_answer(400, {{"error", added.error().public_message}});
    return json_answer(201, world.faults.list());
  }
  if (request.method == "DELETE") world.faults.clear();
  return json_answer(200, world.faults.list());
}

Response rate_record(const printful::RateLimit& limit) {
  const auto record = limit.record();
  return json_answer(200, {{"requests", record.requests},
                           {"refused", record.refused},
                           {"most_in_a_minute", record.most_in_a_minute},
                           {"limit", printful::RateLimit::kRequests}});
}

Response reset(World& world, printful::RateLimit& limit, printify::RateLimits& printify_limits) {
  limit.reset();
  printify_limits.reset();
  world.state.reset();
  world.faults.clear();
  world.requests.clear();
  return json_answer(200, {{"reset", true}});
}

}  // namespace

Sandbox::Sandbox(Config config, std::function<std::int64_t()> now_ms) : world_(std::move(config)) {
  world_.now_ms = std::move(now_ms);
}

Sandbox::~Sandbox() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stop_asked_.notify_all();
  for (auto& thread : threads_) thread.join();
  world_.state.save();
}

Response Sandbox::handle(const Request& request) {
  if (request.path.starts_with("/stripe/v1/")) return answer_service("stripe", request);
  if (request.path.starts_with("/v1/")) {
    // Stripe's command line takes an address without a path.
    Request same = request;
    same.path = "/stripe" + request.path;
    return answer_service("stripe", same);
  }
  if (request.path.starts_with("/printful/")) return answer_service("printful", request);
  if (request.path.starts_with("/easypost/v2/")) return answer_service("easypost", request);
  if (request.path.starts_with("/printify/")) return answer_service("printify", request);
  if (request.path.starts_with("/sendgrid/")) return answer_service("sendgrid", request);
  return answer_page(request);
}

Response Sandbox::answer_service(const std::string& service, const Request& request) {
  const auto fault = world_.faults.take(service, request.path);
  const auto is = [&](FaultKind kind) { return fault && fault->kind == kind; };
  const auto before_work = [&] {
    if (fault && fault->ms > 0) std::this_thread::sleep_for(std::chrono::milliseconds(fault->ms));
  };
  Response response;
  if (is(FaultKind::kServerError) && service == "stripe") {
    response = stripe::once(world_, request, [] { return stripe::fault_answer(500); });
  } else if (is(FaultKind::kRateLimited) || is(FaultKind::kServerError)) {
    response = fault_answer(service, is(FaultKind::kRateLimited) ? 429 : 500);
  } else if (is(FaultKind::kDown)) {
    response.status = 503;
    response.cut_after_bytes = 0;
  } else if (service == "stripe") {
    response = stripe::answer_api(world_, request, before_work);
  } else if (service == "printful") {
    response = printful::answer_api(world_, printful_limit_, request, before_work);
  } else if (service == "easypost") {
    response = easypost::answer_api(world_, request, before_work);
  } else if (service == "printify") {
    response = printify::answer_api(world_, printify_limits_, request, before_work);
  } else {
    response = sendgrid::answer_api(world_, request, before_work);
  }
  // The request's answer as the service meant it; what the caller got is the fault's business.
  world_.requests.add(service, request, response.status, world_.now_ms());
  if (is(FaultKind::kResetAfterWork)) response.cut_after_bytes = 0;
  if (is(FaultKind::kTruncated)) {
    const auto whole =
        http::write_response(response, {.head = false, .keep_alive = false, .request_id = request.id}).size();
    response.cut_after_bytes = whole - response.body.size() / 2 - 1;
  }
  return response;
}

Response Sandbox::answer_page(const Request& request) {
  const std::string& path = request.path;
  const bool post = request.method == "POST";
  if (path == "/healthz") return json_answer(200, {{"status", "ok"}});
  if (path == "/faults") return answer_faults(world_, request);
  if (path == "/requests.json")
    return json_answer(200, world_.requests.list(request.query_value("service").value_or("")));
  if (path == "/reset" && post) return reset(world_, printful_limit_, printify_limits_);
  if (path == "/settings" && post) return change_settings(world_, request);
  if (path == "/settings") return json_answer(200, world_.state.read().root["settings"]);
  if (path == "/stripe-actions" && post) return act_on_payment(world_, request);
  if (path.starts_with("/stripe/pay/")) return stripe::answer_hosted_page(world_, request);
  if (path == "/printful-orders") return post ? printful::act_on_order(world_, request) : printful::orders_page(world_);
  if (path == "/printful-rate.json") return rate_record(printful_limit_);
  if (path == "/printful-orders.json") return printful::orders_json(world_);
  if (path == "/easypost-trackers") return post ? easypost::act_on_tracker(world_, request) : easypost::trackers_page(world_);
  if (path == "/easypost-trackers.json") return easypost::trackers_json(world_);
  if (path == "/printify-orders") return post ? printify::act_on_order(world_, request) : printify::orders_page(world_);
  if (path == "/printify-orders.json") return printify::orders_json(world_);
  if (path == "/sendgrid-event-key") return json_answer(200, {{"public_key", sendgrid_public_key(world_.config.sendgrid_event_private_key)}});
  if (path == "/mailbox") return sendgrid::mailbox_page(world_);
  if (path == "/mailbox.json") return sendgrid::mailbox_json(world_);
  if (path.starts_with("/mailbox/")) return sendgrid::mail_page(world_, path.substr(9));
  if (path == "/") return overview_page(world_);
  return page(404, "Not found", "<p>There is nothing at this address.</p>");
}

void Sandbox::start_background_work() {
  repeat([this] { return deliver_next_webhook(world_); });
  repeat([this] { return printful::fetch_next_file(world_); });
  repeat([this] { return printify::fetch_files(world_); });
  repeat([this] {
    printful::advance_orders(world_);
    printify::advance_orders(world_);
    stripe::expire_due_sessions(world_);
    world_.state.save();
    return false;
  });
}

// Calls `step` again at once while it says true, otherwise after a rest.
void Sandbox::repeat(std::function<bool()> step) {
  threads_.emplace_back([this, step = std::move(step)] {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
      lock.unlock();
      bool again = false;
      try {
        again = step();
      } catch (const std::exception& failure) {
        base::log(base::LogLevel::kError, "background work failed", {{"cause", failure.what()}});
      }
      lock.lock();
      if (!again) stop_asked_.wait_for(lock, std::chrono::milliseconds(100), [this] { return stopping_; });
    }
  });
}

}  // namespace sandbox
