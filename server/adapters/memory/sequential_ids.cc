#include "adapters/memory/sequential_ids.h"

#include <cstdio>

#include "base/digest.h"

namespace adapters::memory {

std::string SequentialIds::new_uuid() {
  const std::lock_guard lock(mutex_);
  char text[37];
  std::snprintf(text, sizeof text, "00000000-0000-4000-8000-%012llx", static_cast<unsigned long long>(++uuids_));
  return text;
}

std::string SequentialIds::random_bytes(std::size_t count) {
  const std::lock_guard lock(mutex_);
  const std::string call = std::to_string(++byte_calls_);
  std::string bytes;
  for (int block = 0; bytes.size() < count; ++block) bytes += base::sha256(call + "/" + std::to_string(block));
  bytes.resize(count);
  return bytes;
}

}  // namespace adapters::memory
