#include "adapters/memory/memory_object_storage.h"

namespace adapters::memory {
namespace {

bool is_well_formed(std::string_view key) {
  if (key.empty() || key.front() == '/' || key.back() == '/') return false;
  if (key.find("..") != std::string_view::npos || key.find("//") != std::string_view::npos) return false;
  return key.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789/._-") == std::string_view::npos;
}

}  // namespace

base::Result<void> MemoryObjectStorage::admit(const domain::ObjectKey& key) {
  if (auto error = errors.take()) return base::Failure(std::move(*error));
  if (!is_well_formed(key.value)) {
    return base::fail(base::ErrorCode::kInvalidInput, "This file name is not valid.", "object key " + key.value);
  }
  return {};
}

base::Result<void> MemoryObjectStorage::put(const domain::ObjectKey& key, std::string_view bytes,
                                            std::string_view content_type) {
  if (auto admitted = admit(key); !admitted) return admitted;
  const std::lock_guard lock(mutex_);
  objects_[key.value] = {std::string(bytes), std::string(content_type), clock != nullptr ? clock->now() : base::Timestamp{}};
  return {};
}

base::Result<std::string> MemoryObjectStorage::get(const domain::ObjectKey& key) {
  if (auto admitted = admit(key); !admitted) return base::forward_error(admitted);
  const std::lock_guard lock(mutex_);
  const auto found = objects_.find(key.value);
  if (found == objects_.end()) {
    return base::fail(base::ErrorCode::kNotFound, "This file is not here.", "no object " + key.value);
  }
  return found->second.bytes;
}

base::Result<bool> MemoryObjectStorage::exists(const domain::ObjectKey& key) {
  if (auto admitted = admit(key); !admitted) return base::forward_error(admitted);
  const std::lock_guard lock(mutex_);
  return objects_.contains(key.value);
}

base::Result<void> MemoryObjectStorage::remove(const domain::ObjectKey& key) {
  if (auto admitted = admit(key); !admitted) return admitted;
  const std::lock_guard lock(mutex_);
  objects_.erase(key.value);
  return {};
}

base::Result<std::vector<ports::StoredObject>> MemoryObjectStorage::list(const domain::ObjectKey& after, std::size_t limit) {
  if (auto error = errors.take()) return base::Failure(std::move(*error));
  const std::lock_guard lock(mutex_);
  std::vector<ports::StoredObject> found;
  for (auto next = objects_.upper_bound(after.value); next != objects_.end() && found.size() < limit; ++next) {
    found.push_back({{next->first}, next->second.stored_at});
  }
  return found;
}

std::map<std::string, MemoryObjectStorage::Object> MemoryObjectStorage::objects() {
  const std::lock_guard lock(mutex_);
  return objects_;
}

}  // namespace adapters::memory
