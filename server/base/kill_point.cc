#include "base/kill_point.h"

#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <mutex>
#include <sstream>
#include <string>

namespace base {
namespace {

struct Order {
  std::string text;  // as the file has it
  int met = 0;
};

void obey(const char* file, std::string_view label) {
  static std::mutex mutex;
  static Order order;
  const std::lock_guard lock(mutex);
  std::ifstream stream(file);
  if (!stream) return;
  std::string text{std::istreambuf_iterator<char>(stream), {}};
  if (text != order.text) order = {std::move(text), 0};
  std::istringstream words(order.text);
  std::string wanted;
  int nth = 0;
  pid_t pid = -1;
  if (!(words >> wanted >> nth >> pid) || wanted != label || pid < 0 || ++order.met != nth) return;
  if (::unlink(file) == 0) ::kill(pid == 0 ? ::getpid() : pid, SIGKILL);
}

}  // namespace

void kill_point(std::string_view label) {
  static const char* const file = std::getenv("PICASSO_KILL_AT");
  if (file != nullptr) obey(file, label);
}

}  // namespace base
