#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/timestamp.h"
#include "domain/design.h"

namespace ports {

// Whole objects by key. Errors: kNotFound (get), kInvalidInput (malformed key), kUnavailable.
struct StoredObject {
  domain::ObjectKey key;
  base::Timestamp stored_at;  // last

  bool operator==(const StoredObject&) const = default;
};

class ObjectStorage {
 public:
  virtual ~ObjectStorage() = default;
  // Appears whole or not at all; replaces what was there.
  virtual base::Result<void> put(const domain::ObjectKey& key, std::string_view bytes,
                                 std::string_view content_type) = 0;
  virtual base::Result<std::string> get(const domain::ObjectKey& key) = 0;
  virtual base::Result<bool> exists(const domain::ObjectKey& key) = 0;
  // Removing what is not there succeeds.
  virtual base::Result<void> remove(const domain::ObjectKey& key) = 0;
  // Up to `limit` of all there are, by key, beginning behind `after` ("" for the first).
  virtual base::Result<std::vector<StoredObject>> list(const domain::ObjectKey& after, std::size_t limit) = 0;
};

}  // namespace ports
