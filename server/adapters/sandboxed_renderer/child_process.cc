#include "adapters/sandboxed_renderer/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>

namespace adapters::sandboxed_renderer {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

constexpr int kFirstFreeDescriptor = 4;

// Clear of 0 to 3, which the child's own files take: otherwise one dup2 could overwrite the source of the next.
Descriptor moved_up(int number) { return Descriptor{::fcntl(number, F_DUPFD_CLOEXEC, 10)}; }

class SpawnSettings {
 public:
  SpawnSettings() {
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawnattr_init(&attributes);
    sigset_t signals;
    sigemptyset(&signals);
    ::posix_spawnattr_setsigmask(&attributes, &signals);
    sigfillset(&signals);
    ::posix_spawnattr_setsigdefault(&attributes, &signals);
    // A group of its own: Ctrl-C at a terminal ends the parent in its own time, and the child with it.
    ::posix_spawnattr_setpgroup(&attributes, 0);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~SpawnSettings() {
    ::posix_spawn_file_actions_destroy(&files);
    ::posix_spawnattr_destroy(&attributes);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;

  posix_spawn_file_actions_t files{};
  posix_spawnattr_t attributes{};
};

pid_t spawn(const std::vector<std::string>& command, int input, int output, int extra) {
  SpawnSettings settings;
  ::posix_spawn_file_actions_adddup2(&settings.files, input, 0);
  ::posix_spawn_file_actions_adddup2(&settings.files, output, 1);
  ::posix_spawn_file_actions_addopen(&settings.files, 2, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_adddup2(&settings.files, extra, 3);
  ::posix_spawn_file_actions_addclosefrom_np(&settings.files, kFirstFreeDescriptor);
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  char* no_environment[] = {nullptr};
  pid_t child = -1;
  const int error = ::posix_spawn(&child, command.front().c_str(), &settings.files, &settings.attributes,
                                  arguments.data(), no_environment);
  return error == 0 ? child : -1;
}

bool wait_readable(int descriptor, SteadyTime deadline) {
  for (;;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
    if (left <= 0) return false;
    pollfd watched{descriptor, POLLIN, 0};
    const int ready = ::poll(&watched, 1, static_cast<int>(std::min<long long>(left, 1'000'000)));
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

// Until the end of the output, the deadline or the limit.
void read_output(int descriptor, SteadyTime deadline, std::size_t limit, ChildOutcome& outcome) {
  std::array<char, 64 * 1024> buffer{};
  for (;;) {
    if (!wait_readable(descriptor, deadline)) {
      outcome.timed_out = true;
      return;
    }
    const auto count = ::read(descriptor, buffer.data(), buffer.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    if (outcome.output.size() + static_cast<std::size_t>(count) > limit) {
      outcome.flooded = true;
      return;
    }
    outcome.output.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(number_, other.number_);
  return *this;
}

Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

std::optional<ChildOutcome> run_child(const std::vector<std::string>& command, const Descriptor& input,
                                      const Descriptor& extra, std::chrono::milliseconds wall_time,
                                      std::size_t max_output_bytes) {
  const auto deadline = std::chrono::steady_clock::now() + wall_time;
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return std::nullopt;
  const Descriptor read_end{ends[0]};
  pid_t child = -1;
  {
    const Descriptor write_end{ends[1]};
    const Descriptor high_input = moved_up(input.get());
    const Descriptor high_output = moved_up(write_end.get());
    const Descriptor high_extra = moved_up(extra.get());
    if (!high_input.is_open() || !high_output.is_open() || !high_extra.is_open()) return std::nullopt;
    child = spawn(command, high_input.get(), high_output.get(), high_extra.get());
  }
  if (child < 0) return std::nullopt;

  ChildOutcome outcome;
  read_output(read_end.get(), deadline, max_output_bytes, outcome);
  // The output ends with the process, or else the process has no more business: either way nothing is lost by this.
  ::kill(child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFSIGNALED(status)) outcome.signal = WTERMSIG(status);
  if (WIFEXITED(status)) outcome.exit_code = WEXITSTATUS(status);
  return outcome;
}

Descriptor memory_file(const std::string& bytes) {
  Descriptor file{::memfd_create("render-request", MFD_CLOEXEC)};
  std::size_t written = 0;
  while (file.is_open() && written < bytes.size()) {
    const auto count = ::write(file.get(), bytes.data() + written, bytes.size() - written);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return {};
    written += static_cast<std::size_t>(count);
  }
  if (file.is_open() && ::lseek(file.get(), 0, SEEK_SET) != 0) return {};
  return file;
}

}  // namespace adapters::sandboxed_renderer
