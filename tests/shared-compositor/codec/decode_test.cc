#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "compositor/codec.h"
#include "fixtures/pictures.h"

using compositor::decode_photo;
using compositor::decode_photo_part;
using compositor::ErrorCode;
using compositor::probe_photo;
using fixtures::Bytes;

namespace {

Bytes text(const std::string& s) { return Bytes(s.begin(), s.end()); }

ErrorCode refusal(const Bytes& bytes) {
  const auto decoded = decode_photo(bytes);
  REQUIRE_FALSE(decoded);
  REQUIRE_FALSE(decoded.error().message.empty());
  return decoded.error().code;
}

// The position just behind the frame header's marker.
std::size_t frame_header(const Bytes& jpeg) {
  for (std::size_t i = 2; i + 1 < jpeg.size(); ++i) {
    if (jpeg[i] == 0xFF && jpeg[i + 1] == 0xC0) return i + 2;
  }
  FAIL("no frame header");
  return 0;
}

int largest_difference(const compositor::Image& a, const compositor::Image& b) {
  REQUIRE(a.width == b.width);
  REQUIRE(a.height == b.height);
  int largest = 0;
  for (std::size_t i = 0; i < a.rgba.size(); ++i) largest = std::max(largest, std::abs(a.rgba[i] - b.rgba[i]));
  return largest;
}

}  // namespace

TEST_CASE("a JPEG is decoded as it was written") {
  const auto image = fixtures::flat(80, 70, 120, 60, 200);
  const auto decoded = decode_photo(fixtures::jpeg(image));
  REQUIRE(decoded);
  REQUIRE(largest_difference(*decoded, image) <= 4);
}

TEST_CASE("what is no picture is called so") {
  REQUIRE(refusal({}) == ErrorCode::kNotAnImage);
  REQUIRE(refusal({0xFF}) == ErrorCode::kNotAnImage);
  REQUIRE(refusal(text("<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>")) == ErrorCode::kNotAnImage);
  REQUIRE(refusal(text("<!DOCTYPE html><html><body>photo.jpg</body></html>")) == ErrorCode::kNotAnImage);
  REQUIRE(refusal(text("GIF89a..............")) == ErrorCode::kNotAnImage);
  REQUIRE(refusal(text("BM..................")) == ErrorCode::kNotAnImage);
}

TEST_CASE("every cut-off JPEG is refused, never shown half grey") {
  const Bytes whole = fixtures::jpeg(fixtures::photo(160, 120));
  REQUIRE(decode_photo(whole));
  for (std::size_t size = 3; size < whole.size(); size += 7) {
    REQUIRE(refusal(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size))) == ErrorCode::kCorruptImage);
  }
}

TEST_CASE("a JPEG whose middle is missing is refused though it ends properly") {
  const Bytes whole = fixtures::jpeg(fixtures::photo(160, 120));
  for (std::size_t kept = whole.size() / 2; kept + 64 < whole.size(); kept += 41) {
    Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(kept));
    if (cut.back() == 0xFF) cut.pop_back();
    cut.insert(cut.end(), {0xFF, 0xD9});
    REQUIRE(refusal(cut) == ErrorCode::kCorruptImage);
  }
}

TEST_CASE("a JPEG of the longest codes and numbers is refused wherever between its bits it ends") {
  for (const bool progressive : {false, true}) {
    const Bytes whole = fixtures::towering_jpeg(64, progressive);
    REQUIRE(decode_photo(whole));
    for (std::size_t kept = whole.size() - 100; kept < whole.size() - 8; ++kept) {
      Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(kept));
      if (cut.back() == 0xFF) cut.pop_back();
      cut.insert(cut.end(), {0xFF, 0xD9});
      REQUIRE(refusal(cut) == ErrorCode::kCorruptImage);
    }
  }
}

TEST_CASE("numbers that no picture has, in a JPEG with everything in its place, do no harm") {
  for (const bool progressive : {false, true}) {
    const auto decoded = decode_photo(fixtures::towering_jpeg(2080, progressive));
    REQUIRE(decoded);
    REQUIRE(decoded->pixel_count() == 2048u * 2080u);
  }
}

TEST_CASE("every cut-off PNG is refused") {
  const Bytes whole = compositor::encode_png(fixtures::photo(90, 70));
  for (std::size_t size = 8; size < whole.size(); size += 13) {
    REQUIRE(refusal(Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size))) == ErrorCode::kCorruptImage);
  }
}

TEST_CASE("one flipped bit in a PNG is noticed") {
  const Bytes whole = compositor::encode_png(fixtures::photo(90, 70));
  fixtures::Random random(3);
  for (int i = 0; i < 200; ++i) {
    Bytes damaged = whole;
    damaged[8 + random.below(whole.size() - 8)] ^= static_cast<std::uint8_t>(1 << random.below(8));
    REQUIRE_FALSE(decode_photo(damaged));
  }
}

TEST_CASE("kinds that cannot be printed are refused by their header") {
  REQUIRE(refusal(fixtures::png(100, 100, 16, 2, {{"IDAT", {}}, {"IEND", {}}})) == ErrorCode::kUnsupportedImage);
  REQUIRE(refusal(fixtures::png(100, 100, 8, 6, {{"acTL", Bytes(8)}, {"IDAT", {}}, {"IEND", {}}})) == ErrorCode::kUnsupportedImage);

  const Bytes jpeg = fixtures::jpeg(fixtures::photo(100, 100));
  const std::size_t header = frame_header(jpeg);
  const auto changed = [&](std::size_t at, std::uint8_t value) {
    Bytes bytes = jpeg;
    bytes[at] = value;
    return bytes;
  };
  REQUIRE(refusal(changed(header + 7, 4)) == ErrorCode::kUnsupportedImage);     // CMYK
  REQUIRE(refusal(changed(header + 2, 12)) == ErrorCode::kUnsupportedImage);    // 12 bits
  REQUIRE(refusal(changed(header - 1, 0xC3)) == ErrorCode::kUnsupportedImage);  // lossless
  REQUIRE(refusal(changed(header - 1, 0xC9)) == ErrorCode::kUnsupportedImage);  // arithmetic coding
}

TEST_CASE("sizes are judged by the header, before anything is unpacked") {
  REQUIRE(refusal(fixtures::png(1, 1, 8, 2, {{"IDAT", {}}, {"IEND", {}}})) == ErrorCode::kImageTooSmall);
  REQUIRE(refusal(compositor::encode_png(fixtures::photo(63, 200))) == ErrorCode::kImageTooSmall);
  REQUIRE(refusal(fixtures::png(16385, 100, 8, 2, {{"IDAT", {}}, {"IEND", {}}})) == ErrorCode::kImageTooLarge);
  REQUIRE(refusal(fixtures::png(10001, 10000, 8, 2, {{"IDAT", {}}, {"IEND", {}}})) == ErrorCode::kImageTooLarge);
  REQUIRE(refusal(Bytes(compositor::kMaxPhotoBytes + 1)) == ErrorCode::kImageTooLarge);

  const Bytes bomb = fixtures::png(20000, 20000, 1, 0, {{"IDAT", fixtures::packed_zeros(20000u * 2501u)}, {"IEND", {}}});
  REQUIRE(bomb.size() < 100'000);
  REQUIRE(refusal(bomb) == ErrorCode::kImageTooLarge);
}

TEST_CASE("a PNG that unpacks to far more than its header says is refused") {
  const Bytes bomb = fixtures::png(100, 100, 8, 2, {{"IDAT", fixtures::packed_zeros(std::size_t{256} << 20)}, {"IEND", {}}});
  REQUIRE(refusal(bomb) == ErrorCode::kCorruptImage);
}

TEST_CASE("a PNG with too few pixels is refused") {
  REQUIRE(refusal(fixtures::png(100, 100, 8, 2, {{"IDAT", fixtures::packed_zeros(301 * 99)}, {"IEND", {}}})) == ErrorCode::kCorruptImage);
  REQUIRE(decode_photo(fixtures::png(100, 100, 8, 2, {{"IDAT", fixtures::packed_zeros(301 * 100)}, {"IEND", {}}})));
}

TEST_CASE("random damage never crashes the decoder and never gives a picture of another size") {
  const Bytes originals[] = {fixtures::jpeg(fixtures::photo(96, 80)), compositor::encode_png(fixtures::photo(96, 80))};
  fixtures::Random random(11);
  for (const Bytes& original : originals) {
    for (int i = 0; i < 400; ++i) {
      Bytes damaged = original;
      for (std::size_t n = 1 + random.below(6); n > 0; --n) damaged[random.below(damaged.size())] = static_cast<std::uint8_t>(random.next());
      const auto info = probe_photo(damaged);
      const auto decoded = decode_photo(damaged);
      if (!decoded) continue;
      REQUIRE(info);
      const auto sides = std::minmax(decoded->width, decoded->height);
      REQUIRE(sides == std::minmax(info->width, info->height));
      REQUIRE(decoded->rgba.size() == 4 * decoded->pixel_count());
    }
  }
}

TEST_CASE("transparent parts become white") {
  const auto decoded = decode_photo(compositor::encode_png(fixtures::flat(64, 64, 200, 0, 0, 0), {.dpi = 0, .opaque = false}));
  REQUIRE(decoded);
  REQUIRE(largest_difference(*decoded, fixtures::flat(64, 64, 255, 255, 255)) == 0);
}

TEST_CASE("a photo is turned upright as its EXIF block says") {
  // Top left red, top right green, bottom left blue, bottom right white; where each lands for orientation 1..8.
  auto image = fixtures::flat(96, 64, 255, 255, 255);
  for (int y = 0; y < 64; ++y) {
    for (int x = 0; x < 96; ++x) {
      std::uint8_t* at = &image.rgba[4 * static_cast<std::size_t>(y * 96 + x)];
      if (y < 32) at[2] = 0, (x < 48 ? at[1] : at[0]) = 0;
      if (y >= 32 && x < 48) at[0] = at[1] = 0;
    }
  }
  const char* expected[] = {"rgbw", "grwb", "wbgr", "bwrg", "rbgw", "brwg", "wgbr", "gwrb"};
  for (int orientation = 1; orientation <= 8; ++orientation) {
    const Bytes bytes = fixtures::jpeg(image, 92, orientation);
    REQUIRE(probe_photo(bytes)->orientation == orientation);
    const auto decoded = decode_photo(bytes);
    REQUIRE(decoded);
    REQUIRE(decoded->width == (orientation < 5 ? 96 : 64));
    std::string corners;
    for (int quarter = 0; quarter < 4; ++quarter) {
      const int x = (quarter % 2 == 0 ? 1 : 3) * decoded->width / 4, y = (quarter < 2 ? 1 : 3) * decoded->height / 4;
      const std::uint8_t* at = &decoded->rgba[4 * static_cast<std::size_t>(y * decoded->width + x)];
      corners += at[0] > 128 && at[1] > 128 ? 'w' : (at[0] > 128 ? 'r' : (at[1] > 128 ? 'g' : 'b'));
    }
    INFO(orientation);
    REQUIRE(corners == expected[orientation - 1]);
  }
}

TEST_CASE("a broken EXIF block does not matter") {
  Bytes bytes = fixtures::jpeg(fixtures::photo(96, 80), 92, 6);
  bytes[2 + 4 + 6 + 4 + 3] = 0xF0;  // the directory's offset points outside
  const auto decoded = decode_photo(bytes);
  REQUIRE(decoded);
  REQUIRE(decoded->width == 96);
}

TEST_CASE("a JPEG code table with more codes than byte values is refused before it is read") {
  Bytes bytes = fixtures::jpeg(fixtures::photo(96, 80));
  for (std::size_t i = 2; i + 4 < bytes.size(); ++i) {
    if (bytes[i] != 0xFF || bytes[i + 1] != 0xC4) continue;
    bytes[i + 5 + 7] = 250;
    bytes[i + 5 + 8] = 250;
    break;
  }
  REQUIRE(refusal(bytes) == ErrorCode::kCorruptImage);
}

TEST_CASE("a JPEG that promises restart markers must have them") {
  Bytes bytes = fixtures::jpeg(fixtures::photo(96, 80));
  const Bytes every_third_unit = {0xFF, 0xDD, 0, 4, 0, 3};
  bytes.insert(bytes.begin() + 2, every_third_unit.begin(), every_third_unit.end());
  REQUIRE(refusal(bytes) == ErrorCode::kCorruptImage);
}

namespace {

compositor::Image cut(const compositor::Image& image, const compositor::PhotoPart& part) {
  compositor::Image out{part.width, part.height, {}};
  for (int y = part.y; y < part.y + part.height; ++y) {
    const auto* row = image.rgba.data() + 4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(part.x));
    out.rgba.insert(out.rgba.end(), row, row + 4 * part.width);
  }
  return out;
}

// Threads that take turns badly: the last job first.
void backwards(int count, const std::function<void(int)>& job) {
  while (count-- > 0) job(count);
}

}  // namespace

TEST_CASE("a part of a photo is cut out of the whole, whatever its kind, sampling and orientation") {
  const auto image = fixtures::photo(197, 171);
  std::vector<Bytes> files = {compositor::encode_png(image)};
  for (int orientation = 1; orientation <= 8; ++orientation) {
    files.push_back(fixtures::jpeg(image, 80, orientation));  // 4:2:0
    files.push_back(fixtures::jpeg(image, 95, orientation));  // 4:4:4
  }
  for (const Bytes& bytes : files) {
    const auto whole = decode_photo(bytes);
    REQUIRE(whole);
    REQUIRE(decode_photo(bytes, backwards)->rgba == whole->rgba);
    for (const compositor::PhotoPart part : {compositor::PhotoPart{0, 0, 1, 1}, {40, 33, 77, 90}, {17, 70, 100, 1}, {whole->width - 9, whole->height - 65, 9, 65}}) {
      const auto decoded = decode_photo_part(bytes, part, backwards);
      REQUIRE(decoded);
      REQUIRE(decoded->width == part.width);
      REQUIRE(decoded->rgba == cut(*whole, part).rgba);
    }
  }
}

TEST_CASE("a part outside the photo is refused, and so is a file that was cut short behind the part") {
  const Bytes whole = fixtures::jpeg(fixtures::photo(160, 120));
  for (const compositor::PhotoPart part : {compositor::PhotoPart{0, 0, 0, 5}, {-1, 0, 5, 5}, {0, 0, 161, 5}, {150, 0, 2147483647, 5}, {0, 119, 5, 2}}) {
    REQUIRE(decode_photo_part(whole, part).error().code == ErrorCode::kInvalidRecipe);
  }
  for (std::size_t kept = whole.size() / 2; kept + 64 < whole.size(); kept += 41) {
    Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(kept));
    if (cut.back() == 0xFF) cut.pop_back();
    cut.insert(cut.end(), {0xFF, 0xD9});
    REQUIRE(decode_photo_part(cut, {0, 0, 64, 8}).error().code == ErrorCode::kCorruptImage);
  }
}
