#include "adapters/sandboxed_renderer/sandbox_policy.h"

#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <csignal>
#include <memory>

#include "adapters/sandboxed_renderer/render_child.h"

namespace adapters::sandboxed_renderer {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

bool limit(__rlimit_resource resource, rlim_t soft, rlim_t hard) {
  const rlimit value{soft, hard};
  return ::setrlimit(resource, &value) == 0;
}

bool limit_resources(const ChildLimits& limits) {
  const auto cpu = static_cast<rlim_t>(limits.cpu_seconds);
  return limit(RLIMIT_CORE, 0, 0) && limit(RLIMIT_FSIZE, 0, 0) && limit(RLIMIT_CPU, cpu, cpu + 1) &&
         (kSanitized || (limit(RLIMIT_NOFILE, 0, 0) && limit(RLIMIT_NPROC, 0, 0) &&
                         limit(RLIMIT_AS, limits.address_space_bytes, limits.address_space_bytes)));
}

using Filter = std::unique_ptr<void, decltype(&seccomp_release)>;

template <class... Conditions>
bool allow(const Filter& filter, int call, Conditions... conditions) {
  return seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, sizeof...(conditions), conditions...) == 0;
}

bool allow_memory(const Filter& filter) {
  // The third argument of both is the protection: nothing becomes executable.
  const auto not_executable = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
  return allow(filter, SCMP_SYS(mmap), not_executable) && allow(filter, SCMP_SYS(mprotect), not_executable) &&
         allow(filter, SCMP_SYS(munmap)) && allow(filter, SCMP_SYS(mremap)) && allow(filter, SCMP_SYS(brk)) &&
         allow(filter, SCMP_SYS(madvise));
}

bool allow_open_files(const Filter& filter) {
  for (const int descriptor : {kRequestDescriptor, kSceneDescriptor}) {
    const auto only = SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(descriptor));
    if (!allow(filter, SCMP_SYS(read), only) || !allow(filter, SCMP_SYS(fstat), only)) return false;
  }
  return allow(filter, SCMP_SYS(write), SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(kAnswerDescriptor)));
}

bool filter_system_calls() {
  const Filter filter{seccomp_init(SCMP_ACT_KILL_PROCESS), seccomp_release};
  return filter && allow_memory(filter) && allow_open_files(filter) && allow(filter, SCMP_SYS(futex)) &&
         allow(filter, SCMP_SYS(clock_gettime)) && allow(filter, SCMP_SYS(getrandom)) &&
         allow(filter, SCMP_SYS(rt_sigreturn)) && allow(filter, SCMP_SYS(exit)) &&
         allow(filter, SCMP_SYS(exit_group)) && seccomp_load(filter.get()) == 0;
}

}  // namespace

bool lock_in(const ChildLimits& limits) {
  return ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && limit_resources(limits) && (kSanitized || filter_system_calls());
}

}  // namespace adapters::sandboxed_renderer
