// Sheets of pictures for eyes to look at: build/<x>/contact-sheets/*.png.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "compositor/codec.h"
#include "compositor/render.h"
#include "pictures/real_scene.h"

using compositor::Image;
using compositor::Recipe;
using compositor::Scene;
using compositor::Style;
using compositor::Target;

namespace {

constexpr int kGap = 8;
constexpr std::uint8_t kPaper = 230;
using Row = std::vector<Image>;

Image sheet_of(const std::vector<Row>& rows) {
  Image sheet;
  sheet.height = kGap;
  for (const Row& row : rows) {
    int width = kGap, height = 0;
    for (const Image& cell : row) width += cell.width + kGap, height = std::max(height, cell.height);
    sheet.width = std::max(sheet.width, width);
    sheet.height += height + kGap;
  }
  sheet.rgba.assign(4 * sheet.pixel_count(), kPaper);
  for (std::size_t i = 3; i < sheet.rgba.size(); i += 4) sheet.rgba[i] = 255;
  int top = kGap;
  for (const Row& row : rows) {
    int left = kGap, height = 0;
    for (const Image& cell : row) {
      for (int y = 0; y < cell.height; ++y) {
        const auto from = cell.rgba.begin() + 4 * static_cast<std::ptrdiff_t>(y) * cell.width;
        std::copy(from, from + 4 * cell.width, sheet.rgba.begin() + 4 * (static_cast<std::ptrdiff_t>(top + y) * sheet.width + left));
      }
      left += cell.width + kGap;
      height = std::max(height, cell.height);
    }
    top += height + kGap;
  }
  return sheet;
}

// Neighbours differ: a slider that does nothing shows nothing.
void write_sheet(const std::string& name, const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    for (std::size_t i = 1; i < row.size(); ++i) CHECK_FALSE(row[i].rgba == row[i - 1].rgba);
  }
  const std::filesystem::path folder = std::string(PICASSO_BINARY_DIR) + "/contact-sheets";
  std::filesystem::create_directories(folder);
  const auto png = compositor::encode_png(sheet_of(rows));
  std::ofstream file(folder / (name + ".png"), std::ios::binary);
  REQUIRE(file.write(reinterpret_cast<const char*>(png.data()), static_cast<std::streamsize>(png.size())));
}

// A square around the head's middle, so many of the head's heights wide, so many pixels a unit.
Target around_head(const Scene& scene, double heights, double scale) {
  const int side = static_cast<int>(heights * scene.head.height * scale);
  const double units = side / scale;
  return {{scene.head.center.x - 0.5 * units, scene.head.center.y - 0.5 * units, units, units}, side, side};
}

Row draw_styles(const Scene& scene, const pictures::Pet& pet, double Style::*slider, const std::vector<double>& values) {
  const Image photo = pet.photo();
  Row row;
  for (const double value : values) {
    Recipe recipe = pet.recipe();
    recipe.style.*slider = value;
    row.push_back(compositor::render(scene, recipe, photo, around_head(scene, 1.3, 2.5)).value());
  }
  return row;
}

}  // namespace

TEST_CASE("contact sheet: pets on all products") {
  const Scene scene = pictures::real_scene("the-scream");
  std::vector<Row> rows;
  for (const pictures::Pet& pet : pictures::pets()) {
    const Image photo = pet.photo();
    compositor::RenderCache cache;
    Row& row = rows.emplace_back();
    const auto draw = [&](const Target& target) { row.push_back(compositor::render(scene, pet.recipe(), photo, target, {.cache = &cache}).value()); };
    draw(*compositor::preview_target(scene, 300, 360));
    for (const char* spec : {"tee", "hoodie", "hat"}) draw(*compositor::product_preview_target(scene, spec, 300));
  }
  write_sheet("pets", rows);
}

TEST_CASE("contact sheet: the sliders of the style") {
  const Scene scene = pictures::real_scene("the-scream");
  const pictures::Pet& pet = pictures::pets()[3];  // frontal, ears and all
  write_sheet("styles", {draw_styles(scene, pet, &Style::brush, {0.5, 0.75, 1, 1.5, 2}), draw_styles(scene, pet, &Style::palette, {0, 0.25, 0.5, 0.75, 1}),
                         draw_styles(scene, pet, &Style::relief, {0, 0.25, 0.5, 0.75, 1}), draw_styles(scene, pet, &Style::stretch, {1, 1.1, 1.2, 1.25, 1.3})});
}

TEST_CASE("contact sheet: as far as everything goes") {
  const Scene scene = pictures::real_scene("the-scream");
  const pictures::Pet& pet = pictures::pets()[3];
  const Image photo = pet.photo();
  const auto row = [&](const std::vector<compositor::Pose>& poses, const std::vector<Style>& styles) {
    Row cells;
    for (std::size_t i = 0; i < poses.size(); ++i) {
      Recipe recipe = pet.recipe();
      recipe.pose = poses[i];
      recipe.style = styles[i % styles.size()];
      cells.push_back(compositor::render(scene, recipe, photo, *compositor::preview_target(scene, 400, 480)).value());
    }
    return cells;
  };
  const Style plain, bold{2, 1, 1, 1.3}, fine{0.5, 0, 0, 1}, mixed{2, 0, 1, 1}, other{0.5, 1, 0, 1.3};
  write_sheet("extremes", {row({{-40, -40, 1, 0}, {40, -40, 1, 0}, {-40, 40, 1, 0}, {40, 40, 1, 0}}, {plain}),
                           row({{0, 0, 0.5, 0}, {0, 0, 2, 0}, {0, 0, 1, 90}, {0, 0, 1, 180}}, {plain}),
                           row({{}, {}, {}, {}}, {bold, fine, mixed, other}), row({{40, 40, 2, 180}, {-40, 40, 0.5, -180}, {-40, -40, 2, -90}, {40, -40, 0.5, 45}}, {bold, fine, mixed, other})});
}

TEST_CASE("contact sheet: heads at a tee's pixels") {
  const Scene scene = pictures::real_scene("the-scream");
  const Target tee = *compositor::print_target(scene, "tee");
  const double scale = tee.width_px / tee.crop.width;
  std::vector<Row> rows(1);
  for (const pictures::Pet& pet : pictures::pets()) rows[0].push_back(compositor::render(scene, pet.recipe(), pet.photo(), around_head(scene, 0.6, scale)).value());
  write_sheet("heads-1-to-1", rows);
}
