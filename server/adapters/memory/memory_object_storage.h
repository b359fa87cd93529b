#pragma once

#include <map>
#include <mutex>
#include <string>

#include "adapters/memory/injected_errors.h"
#include "ports/clock.h"
#include "ports/object_storage.h"

namespace adapters::memory {

class MemoryObjectStorage : public ports::ObjectStorage {
 public:
  struct Object {
    std::string bytes;
    std::string content_type;
    base::Timestamp stored_at;
  };

  base::Result<void> put(const domain::ObjectKey& key, std::string_view bytes, std::string_view content_type) override;
  base::Result<std::string> get(const domain::ObjectKey& key) override;
  base::Result<bool> exists(const domain::ObjectKey& key) override;
  base::Result<void> remove(const domain::ObjectKey& key) override;
  base::Result<std::vector<ports::StoredObject>> list(const domain::ObjectKey& after, std::size_t limit) override;

  std::map<std::string, Object> objects();  // a copy, by key

  // Makes the next call(s) fail without effect.
  InjectedErrors errors;
  ports::Clock* clock = nullptr;  // tells when objects are stored; null: in 1970

 private:
  base::Result<void> admit(const domain::ObjectKey& key);

  std::mutex mutex_;
  std::map<std::string, Object> objects_;
};

}  // namespace adapters::memory
