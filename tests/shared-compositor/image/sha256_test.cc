#include <catch2/catch.hpp>
#include <string>

#include "compositor/sha256.h"

namespace {

// pixel_sha256 hashes the bytes it is given, so any text will do as pixels.
std::string hash(const std::string& text) { return compositor::pixel_sha256({0, 0, {text.begin(), text.end()}}); }

}  // namespace

TEST_CASE("SHA-256 matches the examples of FIPS 180-4") {
  REQUIRE(hash("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  REQUIRE(hash("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  REQUIRE(hash("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  REQUIRE(hash(std::string(1'000'000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}
