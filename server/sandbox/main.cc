#include <cstdlib>
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>

#include "http/http_server.h"
#include "sandbox/services/sandbox.h"

namespace {

// The variable itself, or the content of the file that NAME_FILE names.
std::optional<std::string> setting(const std::string& name) {
  if (const char* value = std::getenv(name.c_str())) return value;
  const char* path = std::getenv((name + "_FILE").c_str());
  if (!path) return std::nullopt;
  std::ifstream file(path);
  if (!file) return std::nullopt;
  std::string value((std::istreambuf_iterator<char>(file)), {});
  while (!value.empty() && (value.back() == '\n' || value.back() == '\r')) value.pop_back();
  return value;
}

int run() {
  const auto config = sandbox::read_config(setting);
  if (!config) {
    std::cerr << config.error().public_message << '\n';
    return 2;
  }
  sandbox::Sandbox stand_ins(*config);
  stand_ins.start_background_work();
  http::ServerOptions options;
  options.port = config->port;
  options.max_request_bytes = 32u << 20;  // the largest mail
  options.drain_timeout_ms = 2000;
  std::cerr << "sandbox on " << config->public_url << " for the shop at " << config->shop_url << '\n';
  http::serve(options, [&](const http::Request& request) { return stand_ins.handle(request); });
  return 0;
}

}  // namespace

int main() {
  http::block_termination_signals();
  try {
    return run();
  } catch (const std::exception& failure) {
    std::cerr << "picasso_sandbox: " << failure.what() << '\n';
    return 1;
  }
}
