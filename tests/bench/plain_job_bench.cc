// The plain job with the compositor's own parts: plain_job_bench INPUTS OUT.png REPETITIONS warm|cold
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "compositor/codec.h"
#include "image/fixed_point.h"
#include "measuring.h"
#include "ops/blend.h"
#include "ops/lanczos.h"
#include "ops/turn.h"
#include "recipe/trigonometry.h"
#include "two_threads.h"

namespace {

using namespace compositor;
using bench::Bytes;
using bench::Clock;

constexpr int kWidth = 4500, kHeight = 5400;
constexpr PhotoPart kCrop{800, 150, 2382, 2700};
constexpr image::PixelRect kPlace{1500, 1700, 1500, 1700};

Image read_plate(const std::string& path) {
  Image plate{kWidth, kHeight, {}};
  plate.rgba.reserve(4 * plate.pixel_count());
  std::ifstream file(path, std::ios::binary);
  Bytes row(3 * kWidth);
  while (file.read(reinterpret_cast<char*>(row.data()), static_cast<std::streamsize>(row.size()))) {
    for (std::size_t x = 0; x < row.size(); x += 3) plate.rgba.insert(plate.rgba.end(), {row[x], row[x + 1], row[x + 2], 255});
  }
  return plate;
}

// Clockwise about the middle of a picture of kPlace's size.
image::Affine turned_by(double degrees) {
  const auto [sine, cosine] = recipe::sine_cosine(degrees);
  const double x = (kPlace.width - 1) / 2.0, y = (kPlace.height - 1) / 2.0;
  return {image::to_position(x - cosine * x - sine * y), image::to_position(cosine), image::to_position(sine),
          image::to_position(y + sine * x - cosine * y), image::to_position(-sine), image::to_position(cosine)};
}

// The place that the pet covers, row by row between a picture and a copy of it.
void copy_place(Image& to, int to_x, int to_y, const Image& from, int from_x, int from_y) {
  for (int y = 0; y < kPlace.height; ++y) {
    const auto at = [](const Image& image, int x, int row) { return 4 * (static_cast<std::size_t>(row) * static_cast<std::size_t>(image.width) + static_cast<std::size_t>(x)); };
    std::memcpy(&to.rgba[at(to, to_x, to_y + y)], &from.rgba[at(from, from_x, from_y + y)], 4u * kPlace.width);
  }
}

struct Job {
  Bytes jpeg, mask;
  Image picture;  // the plate; a pet is drawn on it and wiped away again
  Image wiped;    // the plate where the pet goes
  PngStrips strips;
  ForEach threads;
  Bytes png;

  std::vector<double> run() {
    std::vector<Clock::time_point> marks = {Clock::now()};
    {
      const Image photo = *decode_photo_part(jpeg, kCrop, threads);
      marks.push_back(Clock::now());
      const Image small = ops::lanczos(photo, {0, 0, photo.width, photo.height}, kPlace.width, kPlace.height, threads);
      const Image pet = ops::turn(small, turned_by(7.5), kPlace.width, kPlace.height, threads);
      marks.push_back(Clock::now());
      copy_place(picture, kPlace.x, kPlace.y, wiped, 0, 0);
      ops::blend_masked(picture, pet, mask, kPlace.x, kPlace.y, threads);
      marks.push_back(Clock::now());
    }
    png.clear();
    png = encode_png(picture, {300, true}, strips, {kPlace.y, kPlace.bottom()}, threads);
    marks.push_back(Clock::now());
    std::vector<double> stages;
    for (std::size_t i = 1; i < marks.size(); ++i) stages.push_back(bench::milliseconds(marks[i - 1], marks[i]));
    return stages;
  }
};

Bytes opaque_pixels(const Image& image) {
  Bytes rgb;
  rgb.reserve(3 * image.pixel_count());
  for (std::size_t i = 0; i < image.rgba.size(); i += 4) rgb.insert(rgb.end(), &image.rgba[i], &image.rgba[i] + 3);
  return rgb;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return 2;
  const std::string folder = argv[1];
  TwoThreads threads;
  Job job{bench::read_file(folder + "/photo.jpg"), bench::read_file(folder + "/mask.gray"), read_plate(folder + "/plate.rgb"), {kPlace.width, kPlace.height, {}}, {}, std::ref(threads), {}};
  job.wiped.rgba.resize(4 * job.wiped.pixel_count());
  copy_place(job.wiped, 0, 0, job.picture, kPlace.x, kPlace.y);
  if (std::string_view(argv[4]) == "warm") job.strips = compress_png_strips(job.picture, true, job.threads);
  std::string runs;
  for (int i = 0; i < std::atoi(argv[3]); ++i) {
    std::string stages;
    for (const double ms : job.run()) stages += (stages.empty() ? "" : ",") + std::to_string(ms);
    runs += (runs.empty() ? "[" : ",[") + stages + "]";
  }
  const double memory = bench::peak_memory();
  bench::write_file(argv[2], job.png);
  bench::write_file(std::string(argv[2]) + ".rgb", opaque_pixels(job.picture));
  std::printf("{\"runs\": [%s], \"rss_mb\": %.1f}\n", runs.c_str(), memory);
}
