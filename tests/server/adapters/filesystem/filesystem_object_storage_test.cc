#include "adapters/filesystem/filesystem_object_storage.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <fstream>
#include <thread>

#include "adapters/temporary_folder.h"

using adapters::filesystem::FilesystemObjectStorage;
using base::ErrorCode;

namespace {

struct Fixture {
  TemporaryFolder folder;
  FilesystemObjectStorage storage{{folder.path("objects")}};

  int file_count() const {
    int count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) count += entry.is_regular_file();
    return count;
  }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "what was put is got back, byte for byte") {
  const std::string bytes{"\0\xff\r\n%", 5};
  REQUIRE(storage.put({"photos/a-b_c.1"}, bytes, "image/png"));
  CHECK(storage.get({"photos/a-b_c.1"}) == bytes);
  CHECK(storage.exists({"photos/a-b_c.1"}) == true);
  REQUIRE(storage.put({"photos/empty"}, "", "image/png"));
  CHECK(storage.get({"photos/empty"}) == "");
}

TEST_CASE_METHOD(Fixture, "a second put replaces the object and leaves nothing beside it") {
  REQUIRE(storage.put({"print/x.png"}, "first, and longer", "image/png"));
  REQUIRE(storage.put({"print/x.png"}, "second", "image/png"));
  CHECK(storage.get({"print/x.png"}) == "second");
  CHECK(file_count() == 1);
}

TEST_CASE_METHOD(Fixture, "what is absent is not found, does not exist, and may be removed") {
  CHECK(storage.get({"photos/none"}).error().code == ErrorCode::kNotFound);
  CHECK(storage.exists({"photos/none"}) == false);
  CHECK(storage.remove({"photos/none"}));
  REQUIRE(storage.put({"photos/a"}, "x", ""));
  CHECK(storage.get({"photos"}).error().code == ErrorCode::kNotFound);
  CHECK(storage.exists({"photos"}) == false);
  CHECK(storage.get({"photos/a/b"}).error().code == ErrorCode::kNotFound);
  REQUIRE(storage.remove({"photos/a"}));
  CHECK(storage.exists({"photos/a"}) == false);
}

TEST_CASE_METHOD(Fixture, "a key that could lead out of the folder is refused by every call") {
  folder.write("secret", "s");
  for (const std::string key : {"", "/etc/passwd", "../secret", "a/../../secret", "a..b", "a//b", "./a", "a/./b", "a/", "A",
                                "a b", "a\\b", "~x", "\xc3\xa9"}) {
    INFO(key);
    CHECK(storage.put({key}, "x", "").error().code == ErrorCode::kInvalidInput);
    CHECK(storage.get({key}).error().code == ErrorCode::kInvalidInput);
    CHECK(storage.exists({key}).error().code == ErrorCode::kInvalidInput);
    CHECK(storage.remove({key}).error().code == ErrorCode::kInvalidInput);
  }
  CHECK(storage.get({std::string("a\0b", 3)}).error().code == ErrorCode::kInvalidInput);
  CHECK(storage.get({std::string(513, 'a')}).error().code == ErrorCode::kInvalidInput);
  CHECK(file_count() == 1);
}

TEST_CASE_METHOD(Fixture, "all objects are listed page by page, in the order of their keys, with the time they were stored") {
  CHECK(storage.list({}, 10)->empty());
  const auto before = std::chrono::system_clock::now() - std::chrono::seconds{2};
  for (const char* key : {"print/b.png", "photos/c", "photos-2/a", "print/a.png"}) REQUIRE(storage.put({key}, "x", ""));
  { std::ofstream(folder.path("objects/photos/~4fQ2ab")) << "half of"; }
  std::vector<std::string> listed;
  domain::ObjectKey last;
  for (auto page = storage.list(last, 3); page && !page->empty(); page = storage.list(last, 3)) {
    for (const auto& object : *page) {
      listed.push_back(object.key.value);
      CHECK(object.stored_at >= std::chrono::time_point_cast<std::chrono::milliseconds>(before));
    }
    last = page->back().key;
  }
  CHECK(listed == std::vector<std::string>{"photos-2/a", "photos/c", "print/a.png", "print/b.png"});
}

TEST_CASE_METHOD(Fixture, "a write that fails leaves nothing behind") {
  REQUIRE(storage.put({"a/b/c"}, "x", ""));
  CHECK(storage.put({"a/b"}, "y", "").error().code == ErrorCode::kUnavailable);
  CHECK(storage.put({"a/b/c/d"}, "y", "").error().code == ErrorCode::kUnavailable);
  CHECK(storage.get({"a/b/c"}) == "x");
  CHECK(file_count() == 1);
}

TEST_CASE("a full disk is unavailable, not a crash") {
  if (!std::filesystem::exists("/dev/full")) return;
  // A folder that is a device can take neither folders nor files.
  FilesystemObjectStorage storage{{"/dev/full"}};
  CHECK(storage.put({"a"}, "x", "").error().code == ErrorCode::kUnavailable);
}

TEST_CASE_METHOD(Fixture, "a reader beside writers sees one of the whole values") {
  const std::string ones(200'000, '1');
  const std::string twos(300'000, '2');
  REQUIRE(storage.put({"k"}, ones, ""));
  std::thread writer([&] {
    for (int i = 0; i < 30; ++i) REQUIRE(storage.put({"k"}, i % 2 ? ones : twos, ""));
  });
  bool whole = true;
  for (int i = 0; i < 100; ++i) {
    const auto value = storage.get({"k"});
    whole = whole && value && (*value == ones || *value == twos);
  }
  writer.join();
  CHECK(whole);
}
