// The plain job with OpenCV: opencv_job INPUTS OUT.png REPETITIONS. It cannot write DPI or sRGB.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

#include "measuring.h"

namespace {

using Bytes = std::vector<unsigned char>;
using Clock = std::chrono::steady_clock;

Bytes read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return Bytes(std::istreambuf_iterator<char>(file), {});
}

void write_file(const std::string& path, const unsigned char* bytes, std::size_t size) {
  std::ofstream(path, std::ios::binary).write(reinterpret_cast<const char*>(bytes), static_cast<std::streamsize>(size));
}

cv::Mat transformed(const cv::Mat& photo) {
  const cv::Mat crop = photo(cv::Rect(800, 150, 2382, 2700));
  cv::Mat small, turned;
  // OpenCV's Lanczos does not widen when it shrinks; its area filter is what one takes instead.
  cv::resize(crop, small, {1500, 1700}, 0, 0, cv::INTER_AREA);
  cv::warpAffine(small, turned, cv::getRotationMatrix2D({749.5f, 849.5f}, -7.5, 1), small.size(), cv::INTER_CUBIC);
  return turned;
}

void blend(const cv::Mat& pet, const cv::Mat& mask, cv::Mat part) {
  for (int y = 0; y < pet.rows; ++y) {
    const auto* from = pet.ptr<cv::Vec3b>(y);
    const auto* alpha = mask.ptr<unsigned char>(y);
    auto* to = part.ptr<cv::Vec3b>(y);
    for (int x = 0; x < pet.cols; ++x) {
      for (int c = 0; c < 3; ++c) to[x][c] = static_cast<unsigned char>((from[x][c] * alpha[x] + to[x][c] * (255 - alpha[x]) + 127) / 255);
    }
  }
}

}  // namespace

int main(int, char** argv) {
  cv::setNumThreads(1);
  const std::string folder = argv[1];
  const Bytes jpeg = read_file(folder + "/photo.jpg");
  Bytes plate_bytes = read_file(folder + "/plate.rgb"), mask_bytes = read_file(folder + "/mask.gray");
  cv::Mat plate(5400, 4500, CV_8UC3, plate_bytes.data());
  cv::cvtColor(plate, plate, cv::COLOR_RGB2BGR);
  const cv::Mat mask(1700, 1500, CV_8UC1, mask_bytes.data());
  std::string runs;
  cv::Mat picture;
  Bytes png;
  for (int i = 0; i < std::atoi(argv[3]); ++i) {
    Clock::time_point marks[5] = {Clock::now()};
    const cv::Mat photo = cv::imdecode(jpeg, cv::IMREAD_COLOR);
    marks[1] = Clock::now();
    const cv::Mat pet = transformed(photo);
    marks[2] = Clock::now();
    picture = plate.clone();
    blend(pet, mask, picture(cv::Rect(1500, 1700, 1500, 1700)));
    marks[3] = Clock::now();
    cv::imencode(".png", picture, png, {cv::IMWRITE_PNG_COMPRESSION, 1});
    marks[4] = Clock::now();
    runs += runs.empty() ? "[" : ",[";
    for (int stage = 0; stage < 4; ++stage) {
      runs += (stage ? "," : "") + std::to_string(std::chrono::duration<double, std::milli>(marks[stage + 1] - marks[stage]).count());
    }
    runs += "]";
  }
  const double memory = bench::peak_memory();
  cv::cvtColor(picture, picture, cv::COLOR_BGR2RGB);
  write_file(argv[2], png.data(), png.size());
  write_file(std::string(argv[2]) + ".rgb", picture.data, 3UL * 4500 * 5400);
  std::printf("{\"runs\": [%s], \"rss_mb\": %.1f}\n", runs.c_str(), memory);
}
