#include "measure/area_average.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace measure {
namespace {

struct Span {
  int first = 0;
  std::vector<double> weights;  // their sum is 1
};

std::vector<Span> spans(double start, double size, int count, int limit) {
  std::vector<Span> out;
  for (int i = 0; i < count; ++i) {
    const double from = start + size * i / count, to = start + size * (i + 1) / count;
    Span span{std::clamp(static_cast<int>(std::floor(from)), 0, limit - 1), {}};
    for (int p = span.first; p < std::min(limit, static_cast<int>(std::ceil(to - 1e-9))); ++p) {
      span.weights.push_back((std::min<double>(to, p + 1) - std::max<double>(from, p)) / (to - from));
    }
    out.push_back(span);
  }
  return out;
}

}  // namespace

compositor::Image area_average(const compositor::Image& image, const compositor::Rect& part, int width, int height) {
  compositor::Image out{width, height, {}};
  const auto columns = spans(part.x, part.width, width, image.width), rows = spans(part.y, part.height, height, image.height);
  std::vector<double> line(4 * static_cast<std::size_t>(image.width));
  for (const Span& row : rows) {
    std::fill(line.begin(), line.end(), 0.0);
    for (std::size_t j = 0; j < row.weights.size(); ++j) {
      const std::uint8_t* from = image.rgba.data() + (static_cast<std::size_t>(row.first) + j) * line.size();
      for (std::size_t i = 0; i < line.size(); ++i) line[i] += row.weights[j] * from[i];
    }
    for (const Span& column : columns) {
      for (std::size_t c = 0; c < 4; ++c) {
        double sum = 0.5;
        for (std::size_t i = 0; i < column.weights.size(); ++i) sum += column.weights[i] * line[4 * (static_cast<std::size_t>(column.first) + i) + c];
        out.rgba.push_back(static_cast<std::uint8_t>(std::clamp(sum, 0.0, 255.0)));
      }
    }
  }
  return out;
}

}  // namespace measure
