#include "source_rules.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>

using architecture::find_violations;
using architecture::SourceFile;

namespace {

std::vector<std::string> violations_of(const std::string& path, const std::string& include) {
  return find_violations({{path, {include}, 10}});
}

class TemporaryTree {
 public:
  TemporaryTree() {
    std::string name = (std::filesystem::temp_directory_path() / "architecture_test_XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    root = name;
  }
  ~TemporaryTree() { std::filesystem::remove_all(root); }
  void write(const std::string& path, const std::string& text) const {
    std::filesystem::create_directories((root / path).parent_path());
    std::ofstream(root / path) << text;
  }
  std::filesystem::path root;
};

}  // namespace

TEST_CASE("the sources keep the dependency rules, the names and the size limit") {
  const auto files = architecture::read_sources(PICASSO_SOURCE_DIR);
  REQUIRE(files.size() > 150);
  CHECK(find_violations(files) == std::vector<std::string>{});
}

#ifndef __SANITIZE_ADDRESS__  // such a build leaves out the tests that draw whole prints
TEST_CASE("every test is compiled by some target") {
  std::ifstream file(std::string(PICASSO_BINARY_DIR) + "/compile_commands.json");
  const std::string commands(std::istreambuf_iterator<char>(file), {});
  REQUIRE(commands.size() > 100'000);
  CHECK(architecture::tests_left_out(PICASSO_SOURCE_DIR, commands) == std::vector<std::string>{});
}
#endif

TEST_CASE("every way across a border is found") {
  const auto [path, include] = GENERATE(table<std::string, std::string>({
      {"server/base/money.cc", "domain/order.h"},
      {"server/domain/order.cc", "ports/clock.h"},
      {"server/domain/order.cc", "nlohmann/json.hpp"},
      {"server/domain/design.h", "nlohmann/json_fwd.hpp"},
      {"server/domain/design.h", "compositor/json.h"},
      {"server/ports/clock.h", "app/services.h"},
      {"server/app/services.h", "adapters/memory/state.h"},
      {"server/app/services.h", "http/message.h"},
      {"server/app/services.h", "nlohmann/json.hpp"},
      {"server/http/router.h", "worker/worker_loop.h"},
      {"server/http/router.cc", "adapters/redis/redis_job_bell.h"},
      {"server/worker/worker_loop.cc", "http/message.h"},
      {"server/adapters/stripe/checkout_form.cc", "adapters/redis/redis_job_bell.h"},
      {"server/adapters/stripe/checkout_form.cc", "app/services.h"},
      {"server/adapters/redis/redis_job_bell.cc", "http/message.h"},
      {"server/sandbox/services/world.cc", "domain/order.h"},
      {"server/sandbox/services/world.cc", "adapters/stripe/checkout_form.h"},
      {"server/app/cart.cc", "pistache/http.h"},
      {"server/adapters/redis/bell.cc", "pqxx/pqxx"},
      {"server/adapters/postgres/database.cc", "hiredis/hiredis.h"},
      {"server/adapters/stripe/gateway.cc", "curl/curl.h"},
      {"shared-compositor/src/ops/blend.cc", "render/render_cache.h"},
      {"shared-compositor/src/image/sha256.cc", "ops/blend.h"},
      {"shared-compositor/src/recipe/json.cc", "render/render_cache.h"},
      {"shared-compositor/include/compositor/render.h", "image/mapping.h"},
      {"shared-compositor/src/render/render.cc", "base/log.h"},
      {"shared-compositor/src/ops/blend.cc", "stb/stb_image.h"},
      {"wasm-client/model/editor.cc", "ui/theme.h"},
      {"wasm-client/model/editor.cc", "imgui.h"},
      {"wasm-client/model/editor.cc", "emscripten.h"},
      {"wasm-client/ui/stage.cc", "emscripten/html5.h"},
      {"wasm-client/platform/texture.cc", "ui/theme.h"},
      {"wasm-client/platform/texture.cc", "model/editor.h"},
  }));
  CHECK(violations_of(path, include) == std::vector<std::string>{path + " must not include " + include});
}

TEST_CASE("the ways that are allowed are left alone") {
  const auto [path, include] = GENERATE(table<std::string, std::string>({
      {"server/domain/order.cc", "base/id.h"},
      {"server/domain/design.h", "compositor/recipe.h"},
      {"server/app/designs/upload_design.cc", "compositor/codec.h"},
      {"server/app/notifications/send_mail.cc", "nlohmann/json.hpp"},
      {"server/http/pages.h", "nlohmann/json_fwd.hpp"},
      {"server/http/http_server.cc", "pistache/http.h"},
      {"server/adapters/stripe/stripe_payment_gateway.cc", "adapters/http_client/http_client.h"},
      {"server/adapters/stripe/stripe_payment_gateway.cc", "adapters/stripe/stripe_error.h"},
      {"server/application.cc", "adapters/redis/redis_job_bell.h"},
      {"wasm-client/main.cc", "emscripten.h"},
      {"wasm-client/painter.cc", "emscripten.h"},
      {"wasm-client/ui/stage.cc", "model/editor.h"},
      {"shared-compositor/src/render/render.cc", "ops/blend.h"},
  }));
  CHECK(violations_of(path, include).empty());
}

TEST_CASE("a folder that nobody placed may include nothing of ours until somebody does") {
  CHECK(violations_of("shared-compositor/src/surprise/x.cc", "ops/blend.h").size() == 1);
}

TEST_CASE("a name that says nothing is found, as a file or a folder") {
  for (const auto* path : {"server/app/string_util.cc", "server/common/text.h", "wasm-client/ui/window_manager.h",
                           "server/base/misc.cc", "server/http/helpers.cc"}) {
    CHECK(find_violations({{path, {}, 10}}).size() == 1);
  }
  CHECK(find_violations({{"server/app/utility_bill.cc", {}, 10}}).empty());
}

TEST_CASE("a file over the limit is found, one at the limit is not") {
  CHECK(find_violations({{"server/app/long.cc", {}, architecture::kMaxLines}}).empty());
  CHECK(find_violations({{"server/app/long.cc", {}, architecture::kMaxLines + 1}}).size() == 1);
}

TEST_CASE("a test that no target names is found, in any folder") {
  const TemporaryTree tree;
  for (const auto* path : {"tests/a/named_test.cc", "tests/a/b/forgotten_test.cc", "tests/forgotten_test.cc", "tests/a/fixture.cc"}) tree.write(path, "");
  const std::string named = (tree.root / "tests/a/named_test.cc").string();
  CHECK(architecture::tests_left_out(tree.root, "[{\"file\": \"" + named + "\"}]") ==
        std::vector<std::string>{"tests/a/b/forgotten_test.cc", "tests/forgotten_test.cc"});
}

TEST_CASE("a violation planted in a tree of files is found") {
  const TemporaryTree tree;
  tree.write("server/domain/order.h", "#pragma once\n#include \"base/id.h\"\n");
  tree.write("server/domain/order.cc", "#include \"domain/order.h\"\n  #  include <pqxx/pqxx>\n// #include \"app/x.h\"\n");
  tree.write("server/domain/notes.txt", "#include \"app/x.h\"\n");
  const auto files = architecture::read_sources(tree.root);
  REQUIRE(files.size() == 2);
  CHECK(files[0].lines == 3);
  CHECK(find_violations(files) == std::vector<std::string>{"server/domain/order.cc must not include pqxx/pqxx"});
}
