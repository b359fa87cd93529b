#include "adapters/filesystem/filesystem_object_storage.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace adapters::filesystem {
namespace {

constexpr std::size_t kMaxKeyLength = 512;

class File {
 public:
  explicit File(int descriptor) : descriptor_(descriptor) {}
  ~File() { close(); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  [[nodiscard]] int get() const { return descriptor_; }
  bool close() {
    const int descriptor = std::exchange(descriptor_, -1);
    return descriptor < 0 || ::close(descriptor) == 0;
  }

 private:
  int descriptor_;
};

base::Failure unavailable(const std::string& what, int error) {
  return base::fail(base::ErrorCode::kUnavailable, "Our storage does not answer. Please try again in a moment.",
                    "object storage: " + what + ": " + std::strerror(error));
}

bool is_key_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/' || c == '.' || c == '_' || c == '-';
}

bool is_key(const std::string& key) {
  return !key.empty() && key.size() <= kMaxKeyLength && key.front() != '/' && key.back() != '/' &&
         key.find("..") == std::string::npos && key.find("//") == std::string::npos &&
         ("/" + key + "/").find("/./") == std::string::npos && std::all_of(key.begin(), key.end(), is_key_character);
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// So that the rename itself outlives a power cut.
bool sync_folder(const std::string& folder) {
  const File directory{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  return directory.get() >= 0 && ::fsync(directory.get()) == 0;
}

bool is_absent(int error) { return error == ENOENT || error == ENOTDIR; }

}  // namespace

FilesystemObjectStorage::FilesystemObjectStorage(FilesystemConfig config) : config_(std::move(config)) {}

base::Result<std::string> FilesystemObjectStorage::path_of(const domain::ObjectKey& key) const {
  if (!is_key(key.value)) {
    return base::fail(base::ErrorCode::kInvalidInput, "There is no such file.", "malformed object key");
  }
  return config_.root + "/" + key.value;
}

base::Result<void> FilesystemObjectStorage::put(const domain::ObjectKey& key, std::string_view bytes,
                                                std::string_view /*content_type*/) {
  const auto path = path_of(key);
  if (!path) return base::forward_error(path);
  const std::string folder = path->substr(0, path->rfind('/'));
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return unavailable("folder of " + key.value, error.value());
  std::string temporary = folder + "/~XXXXXX";  // no key holds a tilde
  File file{::mkostemp(temporary.data(), O_CLOEXEC)};
  if (file.get() < 0) return unavailable("temporary file for " + key.value, errno);
  const bool stored = write_all(file.get(), bytes) && ::fsync(file.get()) == 0 && file.close() &&
                      ::rename(temporary.c_str(), path->c_str()) == 0;
  if (!stored) {
    const int reason = errno;
    ::unlink(temporary.c_str());
    return unavailable("write " + key.value, reason);
  }
  if (!sync_folder(folder)) return unavailable("sync folder of " + key.value, errno);
  return {};
}

base::Result<std::string> FilesystemObjectStorage::get(const domain::ObjectKey& key) {
  const auto path = path_of(key);
  if (!path) return base::forward_error(path);
  const auto absent = [] { return base::fail(base::ErrorCode::kNotFound, "There is no such file."); };
  const File file{::open(path->c_str(), O_RDONLY | O_CLOEXEC)};
  if (file.get() < 0) {
    if (is_absent(errno)) return absent();
    return unavailable("open " + key.value, errno);
  }
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return unavailable("read " + key.value, errno);
  if (!S_ISREG(status.st_mode)) return absent();
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const auto count = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return unavailable("read " + key.value, count < 0 ? errno : EIO);
    filled += static_cast<std::size_t>(count);
  }
  return bytes;
}

base::Result<bool> FilesystemObjectStorage::exists(const domain::ObjectKey& key) {
  const auto path = path_of(key);
  if (!path) return base::forward_error(path);
  struct stat status {};
  if (::stat(path->c_str(), &status) == 0) return S_ISREG(status.st_mode);
  if (is_absent(errno)) return false;
  return unavailable("stat " + key.value, errno);
}

base::Result<void> FilesystemObjectStorage::remove(const domain::ObjectKey& key) {
  const auto path = path_of(key);
  if (!path) return base::forward_error(path);
  if (::unlink(path->c_str()) != 0 && !is_absent(errno)) return unavailable("remove " + key.value, errno);
  return {};
}

base::Result<std::vector<ports::StoredObject>> FilesystemObjectStorage::list(const domain::ObjectKey& after, std::size_t limit) {
  namespace fs = std::filesystem;
  std::vector<ports::StoredObject> found;
  std::error_code error;
  for (fs::recursive_directory_iterator file(config_.root, error), end; !error && file != end; file.increment(error)) {
    const std::string key = file->path().string().substr(config_.root.size() + 1);
    struct stat status {};
    // One that vanished meanwhile, or is still being written.
    if (!is_key(key) || key <= after.value || ::stat(file->path().c_str(), &status) != 0 || !S_ISREG(status.st_mode)) continue;
    found.push_back({{key}, base::from_unix_seconds(status.st_mtim.tv_sec)});
  }
  if (error && !is_absent(error.value())) return unavailable("list", error.value());
  const auto by_key = [](const auto& a, const auto& b) { return a.key.value < b.key.value; };
  const auto count = std::min(limit, found.size());
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count), found.end(), by_key);
  found.resize(count);
  return found;
}

}  // namespace adapters::filesystem
