#include "base/digest.h"

#include <catch2/catch.hpp>

// SHA-256: FIPS 180-4 examples and NIST CAVP. HMAC: RFC 4231. base64url: RFC 4648 section 10.

TEST_CASE("SHA-256 gives the published digests") {
  CHECK(base::sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(base::sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(base::sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(base::sha256_hex(std::string(1'000'000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("HMAC-SHA-256 gives the published codes") {
  const auto hmac = [](const std::string& key, const std::string& data) {
    return base::to_hex(base::hmac_sha256(key, data));
  };
  CHECK(hmac(std::string(20, '\x0b'), "Hi There") ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(hmac("Jefe", "what do ya want for nothing?") ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(hmac(std::string(20, '\xaa'), std::string(50, '\xdd')) ==
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
  CHECK(hmac(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First") ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("hex is written in lower case and read in either") {
  const std::string bytes("\x00\x7f\xff\x0a", 4);
  CHECK(base::to_hex(bytes) == "007fff0a");
  CHECK(base::from_hex("007FfF0a") == bytes);
  CHECK(base::from_hex("") == "");
}

TEST_CASE("what is not hex is nothing") {
  CHECK_FALSE(base::from_hex("abc"));
  CHECK_FALSE(base::from_hex("0g"));
  CHECK_FALSE(base::from_hex("0x00"));
  CHECK_FALSE(base::from_hex(" 00 "));
}

TEST_CASE("base64url gives the published texts, unpadded") {
  CHECK(base::to_base64url("") == "");
  CHECK(base::to_base64url("f") == "Zg");
  CHECK(base::to_base64url("fo") == "Zm8");
  CHECK(base::to_base64url("foo") == "Zm9v");
  CHECK(base::to_base64url("foobar") == "Zm9vYmFy");
  CHECK(base::to_base64url("\xfb\xff\xbf") == "-_-_");
}

TEST_CASE("constant-time comparison tells equal from different") {
  CHECK(base::constant_time_equal("", ""));
  CHECK(base::constant_time_equal("abc", "abc"));
  CHECK_FALSE(base::constant_time_equal("abc", "abd"));
  CHECK_FALSE(base::constant_time_equal("abc", "ab"));
  CHECK_FALSE(base::constant_time_equal(std::string("a\0b", 3), std::string("a\0c", 3)));
}
