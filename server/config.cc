#include "config.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "adapters/printful/printful_webhook_verifier.h"
#include "adapters/redis/redis_connection.h"
#include "adapters/sendgrid/sendgrid_email_sender.h"
#include "adapters/sendgrid/sendgrid_event_verifier.h"

namespace {

bool is_loopback(std::string_view url) {
  for (const std::string_view host : {"://127.0.0.1", "://localhost", "://[::1]"}) {
    const auto at = url.find(host);
    if (at == std::string_view::npos) continue;
    const auto rest = url.substr(at + host.size());
    if (rest.empty() || rest[0] == ':' || rest[0] == '/') return true;
  }
  return false;
}

// Reads one setting after another and collects what is wrong with them.
class Reader {
 public:
  explicit Reader(const Environment& environment) : environment_(environment) {}

  std::string required(const std::string& name) {
    auto value = find(name);
    if (!value) return "";
    if (value->empty()) fault(name, "is missing");
    return *value;
  }

  std::string optional(const std::string& name, std::string otherwise) {
    const auto value = find(name);
    return value && !value->empty() ? *value : std::move(otherwise);
  }

  // https, or http to this machine; given without a slash at the end.
  std::string base_url(const std::string& name) {
    std::string value = required(name);
    while (value.ends_with('/')) value.pop_back();
    if (value.empty()) return value;
    const bool secure = value.starts_with("https://") && value.size() > 8;
    const bool local = value.starts_with("http://") && is_loopback(value);
    if (!secure && !local) fault(name, "must be an https:// address (http:// only to this machine)");
    return value;
  }

  base::Secret secret(const std::string& name, std::initializer_list<std::string_view> prefixes = {}) {
    std::string value = required(name);
    if (!value.empty() && prefixes.size() > 0 &&
        std::none_of(prefixes.begin(), prefixes.end(), [&](auto prefix) { return value.starts_with(prefix); })) {
      std::string wanted;
      for (const auto prefix : prefixes) wanted += (wanted.empty() ? "" : " or ") + std::string(prefix);
      fault(name, "must begin with " + wanted);
    }
    return base::Secret(std::move(value));
  }

  // Whether any of these is set: then all of them must be.
  bool any(std::initializer_list<const char*> names) {
    const auto is_set = [&](const std::string& name) {
      const auto value = environment_(name);
      return value && !value->empty();
    };
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string name) { return is_set(name) || is_set(name + "_FILE"); });
  }

  void fault(const std::string& name, const std::string& what) { faults_.push_back(name + " " + what); }
  std::vector<std::string> take_faults() { return std::move(faults_); }

 private:
  // Empty when unset; nothing after a fault that is already noted.
  std::optional<std::string> find(const std::string& name) {
    if (auto value = environment_(name); value && !value->empty()) return value;
    const auto file_name = environment_(name + "_FILE");
    if (!file_name || file_name->empty()) return std::string{};
    std::ifstream file(*file_name);
    std::stringstream content;
    content << file.rdbuf();
    if (!file) {
      fault(name, "cannot be read from the file that " + name + "_FILE names");
      return std::nullopt;
    }
    std::string value = content.str();
    while (!value.empty() && (value.back() == '\n' || value.back() == '\r')) value.pop_back();
    return value;
  }

  const Environment& environment_;
  std::vector<std::string> faults_;
};

std::vector<base::Secret> split_secrets(Reader& reader, const std::string& name) {
  std::vector<base::Secret> secrets;
  const std::string value = reader.required(name);
  std::stringstream list(value);
  for (std::string part; std::getline(list, part, ',');) {
    const auto first = part.find_first_not_of(' ');
    const auto last = part.find_last_not_of(' ');
    if (first == std::string::npos) continue;
    part = part.substr(first, last - first + 1);
    if (!part.starts_with("whsec_")) {
      reader.fault(name, "must list secrets that begin with whsec_, separated by commas");
      return {};
    }
    secrets.emplace_back(part);
  }
  if (secrets.empty() && !value.empty()) reader.fault(name, "lists no secret");
  return secrets;
}

// The parts between separators, without blanks around them; none for an empty text.
std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::stringstream list(text);
  for (std::string part; std::getline(list, part, separator);) {
    const auto first = part.find_first_not_of(' ');
    if (first != std::string::npos) parts.push_back(part.substr(first, part.find_last_not_of(' ') - first + 1));
  }
  return parts;
}

// Printify is there with all of its settings or not at all, and so is EasyPost.
void read_second_printer(Reader& reader, Config& config) {
  if (reader.any({"PRINTIFY_API_BASE", "PRINTIFY_TOKEN", "PRINTIFY_SHOP_ID", "PRINTIFY_WEBHOOK_SECRET"})) {
    config.printify_api_base = reader.base_url("PRINTIFY_API_BASE");
    config.printify_token = reader.secret("PRINTIFY_TOKEN");
    config.printify_shop_id = reader.required("PRINTIFY_SHOP_ID");
    config.printify_webhook_secret = reader.secret("PRINTIFY_WEBHOOK_SECRET");
    if (config.printify_shop_id.find_first_not_of("0123456789") != std::string::npos) {
      reader.fault("PRINTIFY_SHOP_ID", "must be a number");
    }
  }
  if (reader.any({"EASYPOST_API_BASE", "EASYPOST_API_KEY"})) {
    config.easypost_api_base = reader.base_url("EASYPOST_API_BASE");
    config.easypost_api_key = reader.secret("EASYPOST_API_KEY", {"EZAK", "EZTK"});
    config.easypost_webhook_secret = base::Secret(reader.optional("EASYPOST_WEBHOOK_SECRET", ""));
  }
}

bool is_measurement_id(std::string_view id) {
  return id.starts_with("G-") && id.size() > 2 && id.size() <= 20 && std::all_of(id.begin() + 2, id.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  });
}

bool is_country_code(const std::string& text) {
  return text.size() == 2 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

// Nobody may sell without saying who sells.
void check_owner(Reader& reader, const Config& config) {
  const std::string& key = config.stripe_secret_key.expose();
  const bool live = key.starts_with("sk_live_") || key.starts_with("rk_live_");
  if (live && config.owner_name.empty()) reader.fault("SHOP_OWNER", "is missing: the imprint must name who sells");
  if (live && config.owner_address.empty()) reader.fault("SHOP_ADDRESS", "is missing: lines separated by semicolons");
  if (!config.owner_country.empty() && !is_country_code(config.owner_country)) {
    reader.fault("SHOP_COUNTRY", "must be two capital letters, like DE");
  }
  if (live && config.owner_email.empty()) reader.fault("SHOP_EMAIL", "is missing: customers must be able to write");
  if (!config.ga4_measurement_id.empty() && !is_measurement_id(config.ga4_measurement_id)) {
    reader.fault("GA4_MEASUREMENT_ID", "must look like G-ABC123");
  }
}

// A mail whose answer was lost is sent again when SendGrid's events tell nothing of it: without events, always.
void check_mail_events(Reader& reader, const Config& config) {
  const std::string& key = config.stripe_secret_key.expose();
  const bool live = key.starts_with("sk_live_") || key.starts_with("rk_live_");
  if (!config.sendgrid_event_key.empty() && !adapters::sendgrid::is_event_key(config.sendgrid_event_key)) {
    reader.fault("SENDGRID_EVENT_KEY", "must be the verification key that SendGrid shows beside its event webhook");
  }
  if (live && config.sendgrid_event_key.empty()) {
    reader.fault("SENDGRID_EVENT_KEY", "is missing: without SendGrid's events nobody hears of bounces, and a mail whose answer got lost goes out twice");
  }
}

// The chaos tests end processes in the middle of their work.
void check_kill_point(Reader& reader, const Config& config) {
  const std::string& key = config.stripe_secret_key.expose();
  const bool live = key.starts_with("sk_live_") || key.starts_with("rk_live_");
  if (!reader.optional("PICASSO_KILL_AT", "").empty() && (live || !config.sandbox())) {
    reader.fault("PICASSO_KILL_AT", "is for tests on a sandbox; it must not be set where real payments are taken");
  }
}

void check_one_by_one(Reader& reader, const Config& config) {
  const std::string& database = config.database_url.expose();
  if (!database.empty() && !database.starts_with("postgresql://") && !database.starts_with("postgres://")) {
    reader.fault("DATABASE_URL", "must begin with postgresql://");
  }
  const std::string& redis = config.redis_url.expose();
  if (!redis.empty() && !adapters::redis::redis_address_from(redis)) {
    reader.fault("REDIS_URL", "must be redis://host:port/db or unix:///path");
  }
  if (!config.object_storage_url.empty() && !config.object_storage_url.starts_with("file:///")) {
    reader.fault("OBJECT_STORAGE_URL", "must begin with file:///");
  }
  if (!config.printful_webhook_secret.empty() &&
      !adapters::printful::is_webhook_secret(config.printful_webhook_secret)) {
    reader.fault("PRINTFUL_WEBHOOK_SECRET", "must be the hex key that Printful gave, at least 32 digits");
  }
  if (!config.mail_from.empty() && !adapters::sendgrid::parse_mailbox(config.mail_from)) {
    reader.fault("MAIL_FROM", "must be an e-mail address, or Name <address>");
  }
}

// Stand-ins and real money must never meet, in either direction.
void check_sandbox_against_live(Reader& reader, const Config& config) {
  const std::string& key = config.stripe_secret_key.expose();
  const bool live = key.starts_with("sk_live_") || key.starts_with("rk_live_");
  const std::pair<const char*, const std::string*> bases[] = {{"STRIPE_API_BASE", &config.stripe_api_base},
                                                              {"PRINTFUL_API_BASE", &config.printful_api_base},
                                                              {"PRINTIFY_API_BASE", &config.printify_api_base},
                                                              {"EASYPOST_API_BASE", &config.easypost_api_base},
                                                              {"SENDGRID_API_BASE", &config.sendgrid_api_base}};
  for (const auto& [name, url] : bases) {
    if (live && is_loopback(*url)) reader.fault(name, "is a sandbox address, but STRIPE_SECRET_KEY is a live key");
  }
  if (live && is_loopback(config.public_base_url)) {
    reader.fault("PUBLIC_BASE_URL", "is this machine, but STRIPE_SECRET_KEY is a live key");
  }
  const std::string staging = reader.optional("STAGING", "");
  if (!staging.empty() && staging != "yes") reader.fault("STAGING", "is either yes or not set");
  if (live && !staging.empty()) reader.fault("STAGING", "must not be set with a live key");
  const bool sandbox_payments = !live && is_loopback(config.stripe_api_base);
  const bool test_payments = !key.empty() && !live && !sandbox_payments;
  for (const auto& [name, url] : {bases[1], bases[2]}) {
    const bool real_printer = !url->empty() && !is_loopback(*url);
    if (!real_printer) continue;
    if (sandbox_payments) reader.fault(name, "is the real printer, but payments are a sandbox: orders would be printed unpaid");
    if (test_payments && staging != "yes") {
      reader.fault(name,
                   "is the real printer, but STRIPE_SECRET_KEY is a test key: orders would be printed unpaid; "
                   "STAGING=yes allows it for a shop that nobody else can reach");
    }
  }
}

}  // namespace

bool Config::sandbox() const { return is_loopback(stripe_api_base); }

ConfigReport read_config(const Environment& environment) {
  Reader reader(environment);
  Config config;
  config.database_url = reader.secret("DATABASE_URL");
  config.redis_url = reader.secret("REDIS_URL");
  config.object_storage_url = reader.required("OBJECT_STORAGE_URL");
  config.public_base_url = reader.base_url("PUBLIC_BASE_URL");
  config.stripe_api_base = reader.base_url("STRIPE_API_BASE");
  config.stripe_secret_key = reader.secret("STRIPE_SECRET_KEY", {"sk_test_", "sk_live_", "rk_test_", "rk_live_"});
  config.stripe_webhook_secrets = split_secrets(reader, "STRIPE_WEBHOOK_SECRETS");
  config.printful_api_base = reader.base_url("PRINTFUL_API_BASE");
  config.printful_token = reader.secret("PRINTFUL_TOKEN");
  config.printful_store_id = reader.required("PRINTFUL_STORE_ID");
  config.printful_webhook_secret = reader.secret("PRINTFUL_WEBHOOK_SECRET");
  read_second_printer(reader, config);
  config.sendgrid_api_base = reader.base_url("SENDGRID_API_BASE");
  config.sendgrid_api_key = reader.secret("SENDGRID_API_KEY", {"SG."});
  config.sendgrid_event_key = reader.optional("SENDGRID_EVENT_KEY", "");
  config.mail_from = reader.required("MAIL_FROM");
  config.clamav_socket = reader.required("CLAMAV_SOCKET");
  config.owner_name = reader.optional("SHOP_OWNER", "");
  config.owner_address = split(reader.optional("SHOP_ADDRESS", ""), ';');
  config.owner_country = reader.optional("SHOP_COUNTRY", "");
  config.owner_email = reader.optional("SHOP_EMAIL", "");
  config.owner_phone = reader.optional("SHOP_PHONE", "");
  config.owner_vat_id = reader.optional("SHOP_VAT_ID", "");
  config.ga4_measurement_id = reader.optional("GA4_MEASUREMENT_ID", "");
  config.web_dir = reader.optional("WEB_DIR", "web");
  config.scenes_dir = reader.optional("SCENES_DIR", "build/release/scenes");
  check_one_by_one(reader, config);
  check_sandbox_against_live(reader, config);
  check_mail_events(reader, config);
  check_owner(reader, config);
  check_kill_point(reader, config);
  return {std::move(config), reader.take_faults()};
}

Environment process_environment() {
  return [](std::string_view name) -> std::optional<std::string> {
    const char* value = std::getenv(std::string(name).c_str());
    return value ? std::optional<std::string>(value) : std::nullopt;
  };
}
