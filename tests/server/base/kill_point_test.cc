#include "base/kill_point.h"

#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>

namespace {

// How a child process ended that met these labels in turn: the signal, or 0, and then how many it lived to pass.
struct Ended {
  int signal = 0;
  int status = 0;
};

struct OrderFile {
  std::filesystem::path path;
  explicit OrderFile(const std::string& order) {
    std::string folder = (std::filesystem::temp_directory_path() / "kill-XXXXXX").string();
    REQUIRE(mkdtemp(folder.data()) != nullptr);
    path = std::filesystem::path(folder) / "order";
    std::ofstream(path) << order;
  }
  ~OrderFile() { std::filesystem::remove_all(path.parent_path()); }
};

Ended run_child(const std::string& file, const std::function<int()>& work) {
  const pid_t child = fork();
  if (child == 0) {
    if (!file.empty()) setenv("PICASSO_KILL_AT", file.c_str(), 1);
    _exit(work());
  }
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  if (WIFSIGNALED(status)) return {WTERMSIG(status), 0};
  return {0, WEXITSTATUS(status)};
}

int pass(std::initializer_list<const char*> labels) {
  int passed = 0;
  for (const auto* label : labels) {
    base::kill_point(label);
    ++passed;
  }
  return passed;
}

}  // namespace

TEST_CASE("a kill point does nothing while nobody asked for it") {
  CHECK(run_child("", [] { return pass({"a", "a"}); }).status == 2);
  CHECK(run_child("/nonexistent/order", [] { return pass({"a", "a"}); }).status == 2);
}

TEST_CASE("a process ends at the label and the time that were ordered, and the order is used up") {
  const OrderFile order("b 2 0");
  CHECK(run_child(order.path, [] { return pass({"a", "b", "c"}); }).status == 3);
  CHECK(std::filesystem::exists(order.path));
  CHECK(run_child(order.path, [] { return pass({"b", "a", "b", "c"}); }).signal == SIGKILL);
  CHECK_FALSE(std::filesystem::exists(order.path));
}

TEST_CASE("another process can be the one to end, and this one goes on") {
  const pid_t victim = fork();
  if (victim == 0) {
    pause();
    _exit(0);
  }
  const OrderFile order("a 1 " + std::to_string(victim));
  CHECK(run_child(order.path, [] { return pass({"a", "a"}); }).status == 2);
  int status = 0;
  REQUIRE(waitpid(victim, &status, 0) == victim);
  CHECK((WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL));
}

TEST_CASE("an order that cannot be read ends nobody") {
  for (const auto* text : {"", "a", "a 1", "a one 0", "a 1 -1"}) {
    INFO(text);
    const OrderFile order(text);
    CHECK(run_child(order.path, [] { return pass({"a", "a"}); }).status == 2);
  }
}
