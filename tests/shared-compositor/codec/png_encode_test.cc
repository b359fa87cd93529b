#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "codec/checksum.h"
#include "codec/huffman.h"
#include "compositor/codec.h"
#include "fixtures/pictures.h"

using compositor::encode_png;
using compositor::Image;
using fixtures::Bytes;

namespace {

void require_round_trip(const Image& image) {
  const auto decoded = compositor::decode_photo(encode_png(image));
  REQUIRE(decoded);
  REQUIRE(decoded->rgba == image.rgba);
}

bool contains(const Bytes& bytes, const std::string& text) { return std::string(bytes.begin(), bytes.end()).find(text) != std::string::npos; }

}  // namespace

TEST_CASE("a picture comes back from its PNG byte for byte") {
  require_round_trip(fixtures::photo(300, 200));
  require_round_trip(fixtures::flat(64, 64, 0, 0, 0));
  require_round_trip(fixtures::flat(700, 900, 12, 200, 7));
}

TEST_CASE("pictures of pure noise come back too") {
  fixtures::Random random(5);
  Image image = fixtures::flat(333, 421, 0, 0, 0);
  for (std::size_t i = 0; i < image.rgba.size(); ++i) image.rgba[i] = i % 4 == 3 ? 255 : static_cast<std::uint8_t>(random.next());
  require_round_trip(image);
}

TEST_CASE("a print file says its size in inches and its colour space") {
  const Bytes bytes = encode_png(fixtures::photo(64, 64), {.dpi = 300});
  REQUIRE(contains(bytes, "sRGB"));
  REQUIRE(contains(bytes, std::string("pHYs\0\0\x2E\x23\0\0\x2E\x23\x01", 13)));
  REQUIRE_FALSE(contains(encode_png(fixtures::photo(64, 64), {.dpi = 0}), "pHYs"));
}

TEST_CASE("checksums match their published check values") {
  const std::string text = "123456789";
  const Bytes bytes(text.begin(), text.end());
  REQUIRE(compositor::codec::crc32(bytes) == 0xCBF43926u);
  REQUIRE(compositor::codec::crc32(std::span(bytes).subspan(4), compositor::codec::crc32(std::span(bytes).first(4))) == 0xCBF43926u);
  REQUIRE(compositor::codec::adler32(bytes) == 0x091E01DEu);
}

TEST_CASE("prefix codes keep to their longest length and use all of the space") {
  // Fibonacci counts make the deepest trees.
  std::vector<std::uint32_t> counts = {1, 1};
  while (counts.size() < 30) counts.push_back(counts[counts.size() - 1] + counts[counts.size() - 2]);
  for (const int limit : {7, 9, 15}) {
    const auto code = compositor::codec::make_prefix_code(counts, limit);
    double kraft = 0;
    for (const int length : code.lengths) {
      REQUIRE(length >= 1);
      REQUIRE(length <= limit);
      kraft += 1.0 / (1 << length);
    }
    REQUIRE(kraft == 1.0);
  }
}

#if !defined(__EMSCRIPTEN__)
TEST_CASE("pngcheck finds no fault, where it is installed") {
  if (std::system("command -v pngcheck >/dev/null 2>&1") != 0) {
    WARN("pngcheck is not installed");
    return;
  }
  const std::string path = std::string(PICASSO_BINARY_DIR) + "/png_encode_test.png";
  for (const bool opaque : {true, false}) {
    const Bytes bytes = encode_png(fixtures::photo(500, 400), {.dpi = 300, .opaque = opaque});
    std::ofstream(path, std::ios::binary).write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    CHECK(std::system(("pngcheck -q '" + path + "'").c_str()) == 0);
  }
  std::remove(path.c_str());
}
#endif
