#pragma once

#include <cstdint>

namespace adapters::sandboxed_renderer {

struct ChildLimits {
  // A photo of 99 megapixels was turned upright and painted with 0.85 GB; the rest is margin.
  std::uint64_t address_space_bytes = 1536ull << 20;
  int cpu_seconds = 60;
};

// Takes away from this process, for good, everything but computing: no new files, sockets, processes or executable
// memory; no privileges; no core dump; an end to memory and CPU time. What remains is reading the request and the
// scene, writing the answer, and memory. Any other system call kills the process (SIGSYS). It also dies with its parent.
// False when the kernel refused: then nothing untrusted may be read.
//
// Under AddressSanitizer the address space and the system calls stay free, because its run time needs both.
bool lock_in(const ChildLimits& limits);

}  // namespace adapters::sandboxed_renderer
