#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "codec/checksum.h"
#include "codec/huffman.h"
#include "codec/stb_decode.h"
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

TEST_CASE("transparent areas cost next to nothing") {
  Image image = fixtures::flat(1000, 1000, 0, 0, 0, 0);
  for (std::size_t i = 0; i < 40; ++i) image.rgba[4 * (500'300 + i) + 3] = static_cast<std::uint8_t>(i);
  const Bytes bytes = encode_png(image, {.dpi = 0, .opaque = false});
  REQUIRE(bytes.size() < 24'000);
  const auto decoded = compositor::codec::stb_decode(bytes, {compositor::ImageFormat::kPng, 1000, 1000});
  REQUIRE(decoded);
  REQUIRE(decoded->rgba == image.rgba);
}

TEST_CASE("pictures of every width and height come back") {
  fixtures::Random random(9);
  for (const int width : {1, 2, 5, 6, 11, 16, 17, 700}) {
    for (const int height : {1, 2, 63, 64, 65, 130}) {
      Image image = fixtures::flat(width, height, 0, 0, 0);
      for (std::uint8_t& byte : image.rgba) byte = static_cast<std::uint8_t>(random.below(3) == 0 ? random.next() : 40);
      const Bytes bytes = encode_png(image, {.opaque = false});
      const auto decoded = compositor::codec::stb_decode(bytes, {compositor::ImageFormat::kPng, width, height});
      INFO(width << " x " << height);
      REQUIRE(decoded);
      REQUIRE(decoded->rgba == image.rgba);
    }
  }
}

TEST_CASE("the order in which strips are compressed does not matter") {
  const Image image = fixtures::photo(300, 500);
  const auto backwards = [](int count, const std::function<void(int)>& job) {
    for (int i = count; i-- > 0;) job(i);
  };
  REQUIRE(encode_png(image, {}, backwards) == encode_png(image));
}

TEST_CASE("kept strips give the same file, and only changed rows are looked at") {
  const Image before = fixtures::photo(300, 500);
  const auto strips = compositor::compress_png_strips(before, true);
  REQUIRE(strips.strips.size() == 8);
  REQUIRE(encode_png(before, {}, strips, {}) == encode_png(before));

  Image after = before;
  for (int y = 130; y < 200; ++y) after.rgba[static_cast<std::size_t>(y) * 1200 + 40] ^= 255;
  REQUIRE(encode_png(after, {}, strips, {130, 200}) == encode_png(after));
  Image only_those = after;
  std::fill_n(only_those.rgba.begin(), 128 * 1200, std::uint8_t{7});
  std::fill(only_those.rgba.begin() + 256 * 1200, only_those.rgba.end(), std::uint8_t{7});
  REQUIRE(encode_png(only_those, {}, strips, {130, 200}) == encode_png(after));
}

TEST_CASE("strips of another size or alpha are ignored") {
  const Image image = fixtures::photo(300, 500);
  const auto strips = compositor::compress_png_strips(fixtures::photo(300, 501), true);
  REQUIRE(encode_png(image, {}, strips, {}) == encode_png(image));
  const auto opaque = compositor::compress_png_strips(image, true);
  REQUIRE(encode_png(image, {.opaque = false}, opaque, {}) == encode_png(image, {.opaque = false}));
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

TEST_CASE("checksums of long data are those of their definitions, whole and in pieces") {
  fixtures::Random random(3);
  Bytes bytes(100'003);
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random.below(4) == 0 ? random.next() : 255);
  std::uint32_t a = 1, b = 0, crc = 0xFFFFFFFFu;
  for (const std::uint8_t byte : bytes) {
    a = (a + byte) % 65521, b = (b + a) % 65521;
    crc ^= byte;
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) ? 0xEDB88320u : 0u);
  }
  const std::uint32_t adler = b << 16 | a;
  REQUIRE(compositor::codec::adler32(bytes) == adler);
  REQUIRE(compositor::codec::crc32(bytes) == ~crc);
  for (const std::size_t cut : {0u, 1u, 15u, 16u, 4097u, 99'999u, 100'003u}) {
    const auto first = std::span(bytes).first(cut), second = std::span(bytes).subspan(cut);
    REQUIRE(compositor::codec::adler32(second, compositor::codec::adler32(first)) == adler);
    REQUIRE(compositor::codec::adler32_combine(compositor::codec::adler32(first), compositor::codec::adler32(second), second.size()) == adler);
    REQUIRE(compositor::codec::crc32(second, compositor::codec::crc32(first)) == ~crc);
  }
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
