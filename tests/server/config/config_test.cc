#include "config.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <unistd.h>

namespace {

using Settings = std::map<std::string, std::string, std::less<>>;

Settings sandbox_settings() {
  return {{"DATABASE_URL", "postgresql://shop:database-password@127.0.0.1/shop"},
          {"REDIS_URL", "redis://:redis-password@127.0.0.1:6379/0"},
          {"OBJECT_STORAGE_URL", "file:///var/lib/shop/objects"},
          {"PUBLIC_BASE_URL", "http://127.0.0.1:8080/"},
          {"STRIPE_API_BASE", "http://127.0.0.1:8090/stripe"},
          {"STRIPE_SECRET_KEY", "sk_test_hidden"},
          {"STRIPE_WEBHOOK_SECRETS", "whsec_old, whsec_new"},
          {"PRINTFUL_API_BASE", "http://127.0.0.1:8090/printful"},
          {"PRINTFUL_TOKEN", "printful-token"},
          {"PRINTFUL_STORE_ID", "17"},
          {"PRINTFUL_WEBHOOK_SECRET", "00112233445566778899aabbccddeeff"},
          {"SENDGRID_API_BASE", "http://127.0.0.1:8090/sendgrid"},
          {"SENDGRID_API_KEY", "SG.hidden"},
          {"MAIL_FROM", "Picasso Pet <hello@shop.example>"},
          {"CLAMAV_SOCKET", "/run/clamd.sock"}};
}

Settings live_settings() {
  auto settings = sandbox_settings();
  settings["PUBLIC_BASE_URL"] = "https://shop.example";
  settings["STRIPE_API_BASE"] = "https://api.stripe.com";
  settings["STRIPE_SECRET_KEY"] = "sk_live_hidden";
  settings["PRINTFUL_API_BASE"] = "https://api.printful.com";
  settings["SENDGRID_API_BASE"] = "https://api.sendgrid.com";
  settings["SENDGRID_EVENT_KEY"] =
      "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAESkbqL84ai7HP3QjOMDRlICaX"
      "W1h9VHTAm8J5BNV9/2K0g7JfqiVSDGFeZQFcEqcRgbzHxrG9BYFhgePrUaYxTQ==";
  settings["SHOP_OWNER"] = "Maxine Muster";
  settings["SHOP_ADDRESS"] = "Museumstrasse 1; 12345 Musterstadt";
  settings["SHOP_EMAIL"] = "hello@shop.example";
  return settings;
}

ConfigReport read(const Settings& settings) {
  return read_config([&](std::string_view name) -> std::optional<std::string> {
    const auto found = settings.find(name);
    return found == settings.end() ? std::nullopt : std::optional(found->second);
  });
}

std::vector<std::string> faults_about(const ConfigReport& report, const std::string& name) {
  std::vector<std::string> faults;
  std::copy_if(report.faults.begin(), report.faults.end(), std::back_inserter(faults),
               [&](const auto& fault) { return fault.starts_with(name + " "); });
  return faults;
}

class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& content)
      : path_(std::filesystem::temp_directory_path() / ("config_test_" + std::to_string(::getpid()))) {
    std::ofstream(path_) << content;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace

TEST_CASE("the settings of the one-machine stack are complete") {
  const auto report = read(sandbox_settings());
  CHECK(report.faults == std::vector<std::string>{});
  CHECK(report.config.sandbox());
  CHECK(report.config.public_base_url == "http://127.0.0.1:8080");
  CHECK(report.config.stripe_secret_key.expose() == "sk_test_hidden");
  REQUIRE(report.config.stripe_webhook_secrets.size() == 2);
  CHECK(report.config.stripe_webhook_secrets[1].expose() == "whsec_new");
}

TEST_CASE("the settings of a live shop are complete") {
  const auto report = read(live_settings());
  CHECK(report.faults == std::vector<std::string>{});
  CHECK_FALSE(report.config.sandbox());
}

TEST_CASE("every missing setting is named, once, and all of them at once") {
  const auto report = read({});
  CHECK(report.faults.size() == sandbox_settings().size());
  for (const auto& [name, value] : sandbox_settings()) {
    CHECK(faults_about(report, name) == std::vector<std::string>{name + " is missing"});
  }
}

TEST_CASE("one missing setting is one fault") {
  for (const auto& [name, value] : sandbox_settings()) {
    auto settings = sandbox_settings();
    settings.erase(name);
    CHECK(read(settings).faults == std::vector<std::string>{name + " is missing"});
    settings[name] = "";
    CHECK(read(settings).faults == std::vector<std::string>{name + " is missing"});
  }
}

TEST_CASE("a malformed setting is named") {
  const auto [name, value] = GENERATE(table<std::string, std::string>({
      {"DATABASE_URL", "mysql://127.0.0.1/shop"},
      {"REDIS_URL", "127.0.0.1:6379"},
      {"OBJECT_STORAGE_URL", "/var/lib/shop"},
      {"PUBLIC_BASE_URL", "shop.example"},
      {"PUBLIC_BASE_URL", "http://shop.example"},
      {"PUBLIC_BASE_URL", "https://"},
      {"STRIPE_API_BASE", "http://127.0.0.1.evil.example"},
      {"STRIPE_SECRET_KEY", "pk_test_public"},
      {"STRIPE_WEBHOOK_SECRETS", "whsec_good,bad"},
      {"STRIPE_WEBHOOK_SECRETS", " , ,"},
      {"PRINTFUL_WEBHOOK_SECRET", "not hex but long enough for a key"},
      {"PRINTFUL_WEBHOOK_SECRET", "abcd"},
      {"SENDGRID_API_KEY", "sendgrid-key"},
      {"SENDGRID_EVENT_KEY", "not a key"},
      {"MAIL_FROM", "Picasso Pet"},
  }));
  INFO(name << " = " << value);
  auto settings = sandbox_settings();
  settings[name] = value;
  CHECK(faults_about(read(settings), name).size() == 1);
}

TEST_CASE("a fault never repeats the value of a setting") {
  Settings settings;
  for (const auto& [name, value] : sandbox_settings()) settings[name] = "tell-nobody-" + name;
  const auto report = read(settings);
  CHECK(report.faults.size() >= 10);
  for (const auto& fault : report.faults) CHECK(fault.find("tell-nobody") == std::string::npos);
}

TEST_CASE("a setting may stand in a file, whose last line break does not count") {
  for (const auto& [name, value] : sandbox_settings()) {
    auto settings = sandbox_settings();
    settings.erase(name);
    const TemporaryFile file(value + "\r\n");
    settings[name + "_FILE"] = file.path();
    CHECK(read(settings).faults == std::vector<std::string>{});
  }
}

TEST_CASE("an empty variable does not hide the file") {
  auto settings = sandbox_settings();
  settings["PRINTFUL_TOKEN"] = "";
  const TemporaryFile file("from the file");
  settings["PRINTFUL_TOKEN_FILE"] = file.path();
  CHECK(read(settings).config.printful_token.expose() == "from the file");
}

TEST_CASE("a secret from a file is read exactly") {
  auto settings = sandbox_settings();
  settings.erase("STRIPE_SECRET_KEY");
  const TemporaryFile file("sk_test_from a file \n");
  settings["STRIPE_SECRET_KEY_FILE"] = file.path();
  CHECK(read(settings).config.stripe_secret_key.expose() == "sk_test_from a file ");
}

TEST_CASE("the setting itself wins over its file") {
  auto settings = sandbox_settings();
  settings["STRIPE_SECRET_KEY_FILE"] = "/does/not/exist";
  CHECK(read(settings).config.stripe_secret_key.expose() == "sk_test_hidden");
  CHECK(read(settings).faults.empty());
}

TEST_CASE("a file that cannot be read is one fault, without the file's name") {
  auto settings = sandbox_settings();
  settings.erase("SENDGRID_API_KEY");
  settings["SENDGRID_API_KEY_FILE"] = "/does/not/exist";
  const auto report = read(settings);
  REQUIRE(report.faults.size() == 1);
  CHECK(report.faults[0] == "SENDGRID_API_KEY cannot be read from the file that SENDGRID_API_KEY_FILE names");
}

TEST_CASE("live keys with a sandbox address are refused, for each address") {
  for (const auto* name : {"STRIPE_API_BASE", "PRINTFUL_API_BASE", "SENDGRID_API_BASE", "PUBLIC_BASE_URL"}) {
    for (const auto* key : {"sk_live_hidden", "rk_live_hidden"}) {
      for (const auto* address : {"http://127.0.0.1:8090/x", "http://localhost:8090", "http://[::1]:8090"}) {
        auto settings = live_settings();
        settings["STRIPE_SECRET_KEY"] = key;
        settings[name] = address;
        INFO(name << " " << address);
        CHECK(faults_about(read(settings), name).size() == 1);
      }
    }
  }
}

TEST_CASE("sandbox payments with the real printer are refused: it would print what nobody paid") {
  auto settings = sandbox_settings();
  settings["PRINTFUL_API_BASE"] = "https://api.printful.com";
  CHECK(faults_about(read(settings), "PRINTFUL_API_BASE").size() == 1);
}

TEST_CASE("test payments with the real printer are refused, unless somebody says that it is meant so") {
  auto settings = live_settings();
  settings["STRIPE_SECRET_KEY"] = "sk_test_hidden";
  CHECK(faults_about(read(settings), "PRINTFUL_API_BASE").size() == 1);
  settings["STAGING"] = "yes";
  CHECK(read(settings).faults.empty());
  settings["STAGING"] = "maybe";
  CHECK(faults_about(read(settings), "STAGING").size() == 1);
  CHECK(faults_about(read(settings), "PRINTFUL_API_BASE").size() == 1);
  settings.erase("STAGING");
  settings["PRINTFUL_API_BASE"] = "http://127.0.0.1:8090/printful";
  CHECK(read(settings).faults.empty());

  auto live = live_settings();
  live["STAGING"] = "yes";
  CHECK(faults_about(read(live), "STAGING").size() == 1);
  auto sandbox = sandbox_settings();
  sandbox["PRINTFUL_API_BASE"] = "https://api.printful.com";
  sandbox["STAGING"] = "yes";
  CHECK(faults_about(read(sandbox), "PRINTFUL_API_BASE").size() == 1);
}

TEST_CASE("Printify is there with all of its settings or not at all") {
  auto settings = sandbox_settings();
  CHECK(read(settings).config.printify_token.empty());
  CHECK(read(settings).faults.empty());
  settings["PRINTIFY_TOKEN"] = "printify-token";
  const auto partly = read(settings);
  for (const auto* name : {"PRINTIFY_API_BASE", "PRINTIFY_SHOP_ID", "PRINTIFY_WEBHOOK_SECRET"}) {
    INFO(name);
    CHECK(faults_about(partly, name).size() == 1);
  }
  settings["PRINTIFY_API_BASE"] = "http://127.0.0.1:8090/printify/v1/";
  settings["PRINTIFY_SHOP_ID"] = "20002";
  settings["PRINTIFY_WEBHOOK_SECRET"] = "printify-secret";
  const auto whole = read(settings);
  CHECK(whole.faults.empty());
  CHECK(whole.config.printify_api_base == "http://127.0.0.1:8090/printify/v1");
  CHECK(whole.config.printify_shop_id == "20002");
  settings["PRINTIFY_SHOP_ID"] = "../1";
  CHECK(faults_about(read(settings), "PRINTIFY_SHOP_ID").size() == 1);
  settings["PRINTIFY_API_BASE"] = "https://api.printify.com/v1";
  CHECK(faults_about(read(settings), "PRINTIFY_API_BASE").size() == 1);
}

TEST_CASE("EasyPost is off until it has a key, and its key is one of its own") {
  auto settings = sandbox_settings();
  settings["EASYPOST_API_KEY"] = "printify-token";
  CHECK(faults_about(read(settings), "EASYPOST_API_KEY").size() == 1);
  CHECK(faults_about(read(settings), "EASYPOST_API_BASE").size() == 1);
  settings["EASYPOST_API_KEY"] = "EZTKhidden";
  settings["EASYPOST_API_BASE"] = "http://127.0.0.1:8090/easypost/v2";
  const auto report = read(settings);
  CHECK(report.faults.empty());
  CHECK(report.config.easypost_webhook_secret.empty());
}

TEST_CASE("folders have defaults and may be set") {
  auto settings = sandbox_settings();
  CHECK_FALSE(read(settings).config.web_dir.empty());
  CHECK_FALSE(read(settings).config.scenes_dir.empty());
  settings["WEB_DIR"] = "/srv/web";
  settings["SCENES_DIR"] = "/srv/scenes";
  CHECK(read(settings).config.web_dir == "/srv/web");
  CHECK(read(settings).config.scenes_dir == "/srv/scenes");
}

TEST_CASE("the process environment is read by name") {
  ::setenv("PICASSO_CONFIG_TEST", "value", 1);
  CHECK(process_environment()("PICASSO_CONFIG_TEST") == "value");
  ::unsetenv("PICASSO_CONFIG_TEST");
  CHECK_FALSE(process_environment()("PICASSO_CONFIG_TEST"));
}

TEST_CASE("an order to kill is refused where real payments are taken, and taken on a sandbox") {
  auto live = live_settings();
  live["PICASSO_KILL_AT"] = "/tmp/order";
  const auto refused = read(live).faults;
  REQUIRE(refused.size() == 1);
  CHECK(refused[0].starts_with("PICASSO_KILL_AT "));
  auto sandbox = sandbox_settings();
  sandbox["PICASSO_KILL_AT"] = "/tmp/order";
  CHECK(read(sandbox).faults.empty());
}

TEST_CASE("a live shop says who sells, a sandbox need not") {
  CHECK(read(live_settings()).config.owner_address ==
        std::vector<std::string>{"Museumstrasse 1", "12345 Musterstadt"});
  for (const auto* name : {"SHOP_OWNER", "SHOP_ADDRESS", "SHOP_EMAIL"}) {
    auto settings = live_settings();
    settings.erase(name);
    CHECK(faults_about(read(settings), name).size() == 1);
    CHECK(faults_about(read(sandbox_settings()), name).empty());
  }
}

TEST_CASE("the shop's country is a code, and may be missing") {
  auto settings = live_settings();
  CHECK(read(settings).config.owner_country.empty());
  settings["SHOP_COUNTRY"] = "DE";
  CHECK(read(settings).config.owner_country == "DE");
  settings["SHOP_COUNTRY"] = "Germany";
  CHECK(faults_about(read(settings), "SHOP_COUNTRY").size() == 1);
}

TEST_CASE("a measurement id is checked, and may be missing") {
  auto settings = sandbox_settings();
  CHECK(read(settings).config.ga4_measurement_id.empty());
  settings["GA4_MEASUREMENT_ID"] = "G-TEST123";
  CHECK(read(settings).faults.empty());
  for (const auto* bad : {"UA-1", "G-", "G-abc", "G-1'; script-src *"}) {
    settings["GA4_MEASUREMENT_ID"] = bad;
    CHECK(faults_about(read(settings), "GA4_MEASUREMENT_ID").size() == 1);
  }
}

TEST_CASE("with real money the mail service's events must come, or lost answers would be mails sent twice") {
  auto settings = live_settings();
  REQUIRE(read(settings).faults.empty());
  settings.erase("SENDGRID_EVENT_KEY");
  CHECK(faults_about(read(settings), "SENDGRID_EVENT_KEY").size() == 1);
  CHECK(faults_about(read(sandbox_settings()), "SENDGRID_EVENT_KEY").empty());
}
