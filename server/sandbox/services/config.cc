#include "sandbox/services/config.h"

#include <charconv>

#include "base/digest.h"
#include "sandbox/services/signatures.h"

namespace sandbox {
namespace {

using Setting = std::function<std::optional<std::string>(const std::string&)>;

class Reader {
 public:
  explicit Reader(const Setting& setting) : setting_(setting) {}

  std::string required(const std::string& name) {
    auto value = setting_(name);
    if (!value || value->empty()) complain(name + " is missing");
    return value.value_or("");
  }

  std::string optional(const std::string& name, const std::string& otherwise) {
    auto value = setting_(name);
    return value && !value->empty() ? *value : otherwise;
  }

  std::string base_url(const std::string& name, const std::string& otherwise) {
    std::string url = optional(name, otherwise);
    while (url.ends_with('/')) url.pop_back();
    if (!url.starts_with("http://") && !url.starts_with("https://")) complain(name + " is not an http address");
    return url;
  }

  int number(const std::string& name, int otherwise, int most) {
    const std::string text = optional(name, std::to_string(otherwise));
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0 || value > most) {
      complain(name + " is not a number from 0 to " + std::to_string(most));
    }
    return value;
  }

  void complain(const std::string& what) { complaints_ += (complaints_.empty() ? "" : "; ") + what; }
  [[nodiscard]] const std::string& complaints() const { return complaints_; }

 private:
  const Setting& setting_;
  std::string complaints_;
};

}  // namespace

base::Result<Config> read_config(const Setting& setting) {
  Reader reader(setting);
  Config config;
  config.port = static_cast<std::uint16_t>(reader.number("SANDBOX_PORT", 8090, 65535));
  config.public_url = reader.base_url("SANDBOX_PUBLIC_URL", "http://127.0.0.1:" + std::to_string(config.port));
  config.shop_url = reader.base_url("SHOP_URL", "http://127.0.0.1:8080");
  config.stripe_secret_key = reader.required("STRIPE_SECRET_KEY");
  config.stripe_webhook_secret = reader.required("STRIPE_WEBHOOK_SECRET");
  config.printful_token = reader.required("PRINTFUL_TOKEN");
  config.printful_store_id = reader.optional("PRINTFUL_STORE_ID", "");
  config.printful_webhook_secret = reader.required("PRINTFUL_WEBHOOK_SECRET");
  config.printify_token = reader.optional("PRINTIFY_TOKEN", "");
  config.printify_shop_id = reader.optional("PRINTIFY_SHOP_ID", "1");
  config.printify_webhook_secret = reader.optional("PRINTIFY_WEBHOOK_SECRET", "");
  config.easypost_api_key = reader.optional("EASYPOST_API_KEY", "");
  config.easypost_webhook_secret = reader.optional("EASYPOST_WEBHOOK_SECRET", "");
  config.sendgrid_api_key = reader.required("SENDGRID_API_KEY");
  config.sendgrid_event_private_key = reader.optional("SENDGRID_EVENT_PRIVATE_KEY", "");
  if (config.sendgrid_event_private_key.empty()) config.sendgrid_event_private_key = new_event_key();
  config.state_dir = reader.optional("SANDBOX_STATE_DIR", "");
  config.ship_after_seconds = reader.number("SANDBOX_SHIP_AFTER_SECONDS", 8, 1'000'000'000);

  if (config.stripe_secret_key.find("_live_") != std::string::npos) {
    reader.complain("STRIPE_SECRET_KEY is a live key: the sandbox refuses to start");
  } else if (!config.stripe_secret_key.empty() && !config.stripe_secret_key.starts_with("sk_test_")) {
    reader.complain("STRIPE_SECRET_KEY does not begin with sk_test_");
  }
  if (config.easypost_api_key.starts_with("EZAK")) reader.complain("EASYPOST_API_KEY is a live key: the sandbox refuses to start");
  if (config.printify_shop_id.find_first_not_of("0123456789") != std::string::npos || config.printify_shop_id.size() > 15) {
    reader.complain("PRINTIFY_SHOP_ID is not a number");
  }
  if (sendgrid_public_key(config.sendgrid_event_private_key).empty()) {
    reader.complain("SENDGRID_EVENT_PRIVATE_KEY is not a private key in PEM");
  }
  if (!base::from_hex(config.printful_webhook_secret)) reader.complain("PRINTFUL_WEBHOOK_SECRET is not hexadecimal");
  if (!reader.complaints().empty()) {
    return base::fail(base::ErrorCode::kInvalidInput, "The sandbox's settings are not right: " + reader.complaints());
  }
  return config;
}

}  // namespace sandbox
