// `render-child ...`: as the product. `<attempt> locked|free`: tries something, locked in or not, and exits with 0 when
// it went through. Other verbs misbehave towards the parent.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>
#include <string>

#include "adapters/sandboxed_renderer/render_child.h"
#include "adapters/sandboxed_renderer/wire.h"

namespace {

namespace sandbox = adapters::sandboxed_renderer;

const std::map<std::string, std::function<bool()>> kAttempts = {
    {"open-file", [] { return ::open("/etc/hostname", O_RDONLY) >= 0 || ::open("/proc/self/status", O_RDONLY) >= 0; }},
    {"open-socket", [] { return ::socket(AF_INET, SOCK_STREAM, 0) >= 0; }},
    {"open-unix-socket", [] { return ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0; }},
    {"fork", [] { return ::fork() >= 0; }},
    {"exec", [] { return ::execl("/bin/true", "true", nullptr) == 0; }},
    {"executable-memory",
     [] { return ::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED; }},
    {"kill-parent", [] { return ::kill(::getppid(), 0) == 0; }},
    {"compute", [] { return std::string(1 << 20, 'x').size() == 1 << 20; }},
};

bool has_open_files_beyond_the_scene() {
  for (int descriptor = sandbox::kSceneDescriptor + 1; descriptor < 1024; ++descriptor) {
    if (::fcntl(descriptor, F_GETFD) >= 0) return true;
  }
  return false;
}

void write_forever() {
  const std::string block(1 << 16, 'x');
  while (::write(sandbox::kAnswerDescriptor, block.data(), block.size()) > 0) {
  }
}

void burn_cpu() {
  volatile unsigned long counter = 0;
  for (;;) counter = counter + 1;
}

int misbehave(const std::string& verb) {
  if (verb == "stay-silent") ::sleep(3600);
  if (verb == "write-forever") write_forever();
  if (verb == "crash") std::abort();
  if (verb == "burn-cpu" && sandbox::lock_in({.cpu_seconds = 1})) burn_cpu();
  if (verb == "break-off") {
    const std::string part = sandbox::encode_refusal({compositor::ErrorCode::kNotAnImage, "x"});
    static_cast<void>(::write(sandbox::kAnswerDescriptor, part.data(), part.size()) != 0);
  }
  if (verb == "answer-nothing") {
    const std::string end = sandbox::encode_end();
    static_cast<void>(::write(sandbox::kAnswerDescriptor, end.data(), end.size()) != 0);
  }
  if (verb == "count-files") return has_open_files_beyond_the_scene() ? 1 : 0;
  if (verb == "count-environment") return environ[0] == nullptr ? 0 : 1;
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string verb = argc > 1 ? argv[1] : "";
  if (verb == sandbox::kRenderChildVerb) return sandbox::render_child_main(argc, argv);
  const auto attempt = kAttempts.find(verb);
  if (attempt == kAttempts.end()) return misbehave(verb);
  const bool locked = argc > 2 && std::strcmp(argv[2], "locked") == 0;
  if (locked && !sandbox::lock_in({})) return 3;
  std::_Exit(attempt->second() ? 0 : 1);
}
