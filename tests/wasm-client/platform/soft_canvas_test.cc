#include "platform/soft_canvas.h"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

using namespace platform;

namespace {

constexpr SoftClip kEverywhere{-100, -100, 1000, 1000};
constexpr std::uint32_t kRed = 0xFF0000FFu, kHalfBlue = 0x80FF0000u;

std::array<int, 4> pixel(const SoftCanvas& canvas, int x, int y) {
  const std::uint8_t* at = canvas.pixels().rgba.data() + 4 * (y * canvas.pixels().width + x);
  return {at[0], at[1], at[2], at[3]};
}

std::vector<SoftVertex> rectangle(float left, float top, float right, float bottom, std::uint32_t color) {
  return {{left, top, 0, 0, color}, {right, top, 1, 0, color}, {right, bottom, 1, 1, color}, {left, bottom, 0, 1, color}};
}
const std::vector<std::uint16_t> kQuad{0, 1, 2, 0, 2, 3};

const std::array<int, 4> kNothing{0, 0, 0, 0}, kPureRed{255, 0, 0, 255}, kPale{0, 0, 255, 128};

}  // namespace

TEST_CASE("a rectangle covers exactly the pixels whose centres it holds") {
  SoftCanvas canvas;
  canvas.clear(20, 20);
  canvas.draw(rectangle(3, 4, 8.4f, 9.6f, kRed), kQuad, nullptr, kEverywhere);
  for (int y = 0; y < 20; ++y) {
    for (int x = 0; x < 20; ++x) CHECK(pixel(canvas, x, y) == (x >= 3 && x < 8 && y >= 4 && y < 10 ? kPureRed : kNothing));
  }
}

TEST_CASE("triangles that share edges share no pixel and leave none out, whichever way round they are") {
  SoftCanvas canvas;
  canvas.clear(64, 64);
  std::vector<SoftVertex> fan{{31.3f, 30.7f, 0, 0, kHalfBlue}};
  constexpr int kSpokes = 37;
  for (int i = 0; i < kSpokes; ++i) {
    const float angle = 6.2831853f * static_cast<float>(i) / kSpokes;
    fan.push_back({31.3f + 200 * std::cos(angle), 30.7f + 200 * std::sin(angle), 0, 0, kHalfBlue});
  }
  std::vector<std::uint16_t> indices;
  for (std::uint16_t i = 0; i < kSpokes; ++i) {
    const auto a = static_cast<std::uint16_t>(1 + i), b = static_cast<std::uint16_t>(1 + (i + 1) % kSpokes);
    indices.insert(indices.end(), {0, i % 2 ? a : b, i % 2 ? b : a});
  }
  canvas.draw(fan, indices, nullptr, kEverywhere);
  for (int y = 0; y < 64; ++y) {
    for (int x = 0; x < 64; ++x) CHECK(pixel(canvas, x, y) == kPale);
  }
}

TEST_CASE("colours run evenly between the vertices") {
  SoftCanvas canvas;
  canvas.clear(256, 4);
  auto vertices = rectangle(0, 0, 256, 4, 0xFF000000u);
  vertices[1].color = vertices[2].color = 0xFFFFFFFFu;
  canvas.draw(vertices, kQuad, nullptr, kEverywhere);
  for (int x = 0; x < 256; ++x) CHECK(std::abs(pixel(canvas, x, 2)[0] - x) <= 1);
}

TEST_CASE("what is drawn over something mixes with it") {
  SoftCanvas canvas;
  canvas.clear(4, 4);
  canvas.draw(rectangle(0, 0, 4, 4, 0xFF0000C8u), kQuad, nullptr, kEverywhere);
  canvas.draw(rectangle(0, 0, 4, 4, kHalfBlue), kQuad, nullptr, kEverywhere);
  CHECK(pixel(canvas, 1, 1) == std::array<int, 4>{100, 0, 128, 255});
  canvas.clear(4, 4);
  canvas.draw(rectangle(0, 0, 4, 4, 0x800000FFu), kQuad, nullptr, kEverywhere);
  canvas.draw(rectangle(0, 0, 4, 4, kHalfBlue), kQuad, nullptr, kEverywhere);
  CHECK(pixel(canvas, 1, 1) == std::array<int, 4>{85, 0, 170, 192});
}

TEST_CASE("nothing is drawn outside the clip or the canvas, however far a triangle reaches") {
  SoftCanvas canvas;
  canvas.clear(10, 10);
  canvas.draw(rectangle(-30000, -30000, 30000, 30000, kRed), kQuad, nullptr, {2, 3, 5, 99});
  for (int y = 0; y < 10; ++y) {
    for (int x = 0; x < 10; ++x) CHECK(pixel(canvas, x, y) == (x >= 2 && x < 5 && y >= 3 ? kPureRed : kNothing));
  }
}

TEST_CASE("a triangle without an area draws nothing") {
  SoftCanvas canvas;
  canvas.clear(10, 10);
  canvas.draw(rectangle(2, 2, 2, 9, kRed), kQuad, nullptr, kEverywhere);
  CHECK(pixel(canvas, 2, 5) == kNothing);
}

TEST_CASE("a texture as large as its place is copied, a larger one is averaged") {
  compositor::Image checks{256, 256, {}};
  for (int y = 0; y < 256; ++y) {
    for (int x = 0; x < 256; ++x) {
      const auto value = static_cast<std::uint8_t>((x + y) % 2 ? 255 : 0);
      checks.rgba.insert(checks.rgba.end(), {value, static_cast<std::uint8_t>(x), static_cast<std::uint8_t>(y), 255});
    }
  }
  SoftTexture texture;
  texture.upload(checks);
  SoftCanvas canvas;
  canvas.clear(256, 256);
  canvas.draw(rectangle(0, 0, 256, 256, 0xFFFFFFFFu), kQuad, &texture, kEverywhere);
  CHECK(canvas.pixels().rgba == checks.rgba);

  canvas.clear(64, 64);
  canvas.draw(rectangle(0, 0, 64, 64, 0xFFFFFFFFu), kQuad, &texture, kEverywhere);
  for (int at = 1; at < 63; ++at) {
    const auto color = pixel(canvas, at, 32);
    CHECK(std::abs(color[0] - 127) <= 2);
    CHECK(std::abs(color[1] - (4 * at + 2)) <= 2);
    CHECK(color[3] == 255);
  }
}
