#pragma once

#include <string>

#include "ports/object_storage.h"

namespace adapters::filesystem {

struct FilesystemConfig {
  std::string root;  // absolute; made when missing
};

// One file an object, the key below the root is its path. Writes go to a file beside it, reach the disk and are then
// renamed into place. Content types are not kept: readers know what they asked for. Safe for many processes.
class FilesystemObjectStorage final : public ports::ObjectStorage {
 public:
  explicit FilesystemObjectStorage(FilesystemConfig config);

  base::Result<void> put(const domain::ObjectKey& key, std::string_view bytes, std::string_view content_type) override;
  base::Result<std::string> get(const domain::ObjectKey& key) override;
  base::Result<bool> exists(const domain::ObjectKey& key) override;
  base::Result<void> remove(const domain::ObjectKey& key) override;
  // Goes through all files each time.
  base::Result<std::vector<ports::StoredObject>> list(const domain::ObjectKey& after, std::size_t limit) override;

 private:
  // The file of a well-formed key. Error: kInvalidInput.
  base::Result<std::string> path_of(const domain::ObjectKey& key) const;

  FilesystemConfig config_;
};

}  // namespace adapters::filesystem
