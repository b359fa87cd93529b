#include "paint/rasterise.h"

#include <array>
#include <utility>

#include "paint/lanes.h"

namespace compositor::paint {
namespace {

constexpr int kTile = 64;  // the bits of a row's mask
constexpr std::size_t kShare = 256;  // strokes that are cut in one go

struct Corner {
  Vec2 at;
  float along, side;
};

// A number over a triangle as a function of the place.
struct Slope {
  float at_corner, x, y;
};

// One edge from its upper to its lower end.
struct Edge {
  Vec2 top;
  float slope;

  Edge(const Vec2& upper, const Vec2& lower) : top(upper), slope((lower.x - upper.x) / (lower.y - upper.y)) {}
  [[nodiscard]] float x_at(float y) const { return top.x + (y - top.y) * slope; }
};

// Paints one tile from the topmost stroke downwards, so that what would be hidden is never worked out.
class TilePainter {
 public:
  TilePainter(const Bristles::Level& bristles, const Hidden& hidden, Canvas& canvas) : bristles_(bristles), canvas_(canvas), open_(canvas.area.width * canvas.area.height) {
    rows_.fill(~std::uint64_t{0});
    if (!hidden.none()) leave_out(hidden);
  }

  // Pieces from the top down.
  void add(const Piece& piece) {
    if (!look_at(piece)) return;
    if (brush_ != piece.brush) flush();
    brush_ = piece.brush;
    const Corner left{piece.left, piece.along, -piece.reach}, right{piece.right, piece.along, piece.reach};
    const Corner next_left{piece.next_left, piece.next_along, -piece.reach}, next_right{piece.next_right, piece.next_along, piece.reach};
    fill(right, next_right, next_left);
    fill(left, right, next_left);
  }

  void flush() {
    if (fragments_.count == 0) return;
    const int finished = lay_under(*brush_, bristles_, fragments_, canvas_), width = canvas_.area.width;
    for (int i = 0; i < finished; ++i) rows_[static_cast<std::size_t>(fragments_.at[i] / width)] &= ~(std::uint64_t{1} << (fragments_.at[i] % width));
    open_ -= finished;
  }

  [[nodiscard]] bool finished() const { return open_ == 0; }

 private:
  void leave_out(const Hidden& hidden) {
    for (int y = 0; y < canvas_.area.height; ++y) {
      std::uint64_t& row = rows_[static_cast<std::size_t>(y)];
      for (int x = 0; x < canvas_.area.width; ++x) {
        if (hidden.at(canvas_.area.x + x, canvas_.area.y + y)) row &= ~(std::uint64_t{1} << x), --open_;
      }
    }
  }

  // Most pieces are hidden or touch few open pixels. False: the piece touches none.
  bool look_at(const Piece& piece) {
    // A pixel more on each side: an edge's own arithmetic may end beyond its corners.
    const auto [left, right] = std::minmax({piece.left.x, piece.right.x, piece.next_left.x, piece.next_right.x});
    const auto [top, bottom] = std::minmax({piece.left.y, piece.right.y, piece.next_left.y, piece.next_right.y});
    const int from = std::max(floor_of(left) - 1 - canvas_.area.x, 0), to = std::min(floor_of(right) + 2 - canvas_.area.x, kTile);
    const int first = std::max(floor_of(top) - 1 - canvas_.area.y, 0), last = std::min(floor_of(bottom) + 2 - canvas_.area.y, canvas_.area.height);
    if (from >= to) return false;
    columns_ = (~std::uint64_t{0} >> (kTile - (to - from))) << from;
    for (int y = first; y < last; ++y) {
      if (rows_[static_cast<std::size_t>(y)] & columns_) return true;
    }
    return false;
  }

  void fill(const Corner& a, const Corner& b, const Corner& c) {
    const float upper_y = std::min({a.at.y, b.at.y, c.at.y}), lower_y = std::max({a.at.y, b.at.y, c.at.y});
    const int first = std::max(canvas_.area.y, floor_of(upper_y + 0.5f)), last = std::min(canvas_.area.bottom(), floor_of(lower_y + 0.5f));
    if (first >= last) return;
    const float bx = b.at.x - a.at.x, by = b.at.y - a.at.y, cx = c.at.x - a.at.x, cy = c.at.y - a.at.y;
    const float area = bx * cy - cx * by;
    if (area > -1e-9f && area < 1e-9f) return;
    const float inverse = 1 / area;
    const auto slope = [&](float va, float vb, float vc) {
      return Slope{va, ((vb - va) * cy - (vc - va) * by) * inverse, ((vc - va) * bx - (vb - va) * cx) * inverse};
    };
    const Slope along = slope(a.along, b.along, c.along), side = slope(a.side, b.side, c.side);

    Vec2 top = a.at, middle = b.at, low = c.at;
    if (middle.y < top.y) std::swap(top, middle);
    if (low.y < middle.y) std::swap(middle, low);
    if (middle.y < top.y) std::swap(top, middle);
    const Edge whole(top, low), upper(top, middle), lower(middle, low);
    for (int y = first; y < last; ++y) {
      if (!(rows_[static_cast<std::size_t>(y - canvas_.area.y)] & columns_)) continue;
      const float at = static_cast<float>(y) + 0.5f, one = whole.x_at(at), other = at < middle.y ? upper.x_at(at) : lower.x_at(at);
      const int start = std::max(canvas_.area.x, floor_of(std::min(one, other) + 0.5f)), stop = std::min(canvas_.area.right(), floor_of(std::max(one, other) + 0.5f));
      if (start < stop) gather(y, start, stop, a.at, along, side);
    }
  }

  // A row's pixels that are not finished.
  void gather(int y, int start, int stop, const Vec2& corner, const Slope& along, const Slope& side) {
    const std::uint64_t wanted = (~std::uint64_t{0} >> (kTile - (stop - start))) << (start - canvas_.area.x);
    std::uint64_t open = rows_[static_cast<std::size_t>(y - canvas_.area.y)] & wanted;
    if (open == 0) return;
    if (fragments_.count + stop - start > Fragments::kMost) flush();
    const float dy = static_cast<float>(y) + 0.5f - corner.y;
    const float row_along = along.at_corner + along.y * dy, row_side = side.at_corner + side.y * dy;
    const int row = (y - canvas_.area.y) * canvas_.area.width;
    for (; open != 0; open &= open - 1) {
      const int x = __builtin_ctzll(open), i = fragments_.count++;
      const float dx = static_cast<float>(canvas_.area.x + x) + 0.5f - corner.x;
      fragments_.at[i] = row + x;
      fragments_.along[i] = row_along + along.x * dx;
      fragments_.side[i] = row_side + side.x * dx;
    }
  }

  const Bristles::Level& bristles_;
  Canvas& canvas_;
  int open_;
  std::array<std::uint64_t, kTile> rows_;  // of each row: a bit for every pixel that is not finished, the leftmost is the lowest
  std::uint64_t columns_ = 0;  // those of the tile that the piece may touch
  const Brush* brush_ = nullptr;
  Fragments fragments_;
};

// One tile's paint on what is there already.
void lay_over(const Canvas& tile, Canvas& canvas) {
  for (int y = 0; y < tile.area.height; ++y) {
    const int left = tile.area.x - canvas.area.x, row = tile.area.y - canvas.area.y + y;
    for (int x = 0; x < tile.area.width; ++x) {
      const Floats over = load(tile.color.at(x, y));
      float* color = canvas.color.at(left + x, row);
      store(over + load(color) * all(1 - over[3]), color);
      float *height = canvas.height.at(left + x, row), *below = canvas.below.at(left + x, row);
      *height = *tile.height.at(x, y) + *height * *tile.below.at(x, y);
      *below *= *tile.below.at(x, y);
    }
  }
}

}  // namespace

Tiles::Tiles(const StrokeList& list, std::size_t from, const View& view, ColorSpace space, const image::PixelRect& area, image::Work& work)
    : area_(area), across_((area.width + kTile - 1) / kTile), down_((area.height + kTile - 1) / kTile),
      bristles_(Bristles::get().level_for(pixels_per_unit(view))), strips_((list.strokes.size() - from + kShare - 1) / kShare) {
  const auto tiles = static_cast<std::size_t>(count());
  const auto shares = static_cast<int>(strips_.size());
  // Of each share: how many of its pieces lie in each tile, then where the next of them goes.
  std::vector<std::vector<std::uint32_t>> next(strips_.size(), std::vector<std::uint32_t>(tiles));
  const auto visit_share = [&](std::size_t share, auto visit) {
    for (const Piece& piece : strips_[share].pieces) visit_tiles(piece, [&](std::size_t tile) { visit(next[share][tile], piece); });
  };
  work.at_once(shares, [&](int job) {
    const auto share = static_cast<std::size_t>(job), first = from + share * kShare;
    strips_[share] = cut_strips(list, first, std::min(first + kShare, list.strokes.size()), view, space, area);
    visit_share(share, [](std::uint32_t& in_tile, const Piece&) { ++in_tile; });
  });
  first_.assign(tiles + 1, 0);
  for (std::size_t tile = 0; tile < tiles; ++tile) {
    first_[tile + 1] = first_[tile];
    for (auto& of_share : next) first_[tile + 1] += std::exchange(of_share[tile], first_[tile + 1]);
  }
  pieces_.resize(first_.back());
  work.at_once(shares, [&](int job) {
    visit_share(static_cast<std::size_t>(job), [&](std::uint32_t& at, const Piece& piece) { pieces_[at++] = &piece; });
  });
}

template <class Visit>
void Tiles::visit_tiles(const Piece& piece, Visit visit) const {
  const auto tile_of = [](float from, float to, int start, int tiles, int& first, int& last) {
    first = std::max(0, (floor_of(std::clamp(from, -1e6f, 1e6f)) - start) / kTile);
    last = std::min(tiles - 1, (floor_of(std::clamp(to, -1e6f, 1e6f)) - start) / kTile);
    return to >= static_cast<float>(start);
  };
  const auto [left, right] = std::minmax({piece.left.x, piece.right.x, piece.next_left.x, piece.next_right.x});
  const auto [top, bottom] = std::minmax({piece.left.y, piece.right.y, piece.next_left.y, piece.next_right.y});
  int first_x, last_x, first_y, last_y;
  if (!tile_of(left - 1, right + 1, area_.x, across_, first_x, last_x) || !tile_of(top - 1, bottom + 1, area_.y, down_, first_y, last_y)) return;
  for (int y = first_y; y <= last_y; ++y) {
    for (int x = first_x; x <= last_x; ++x) visit(static_cast<std::size_t>(y * across_ + x));
  }
}

image::PixelRect Tiles::area_of(int tile) const {
  return intersect({area_.x + tile % across_ * kTile, area_.y + tile / across_ * kTile, kTile, kTile}, area_);
}

Canvas Tiles::paint(int tile, const Hidden& hidden) const {
  Canvas canvas(area_of(tile));
  TilePainter painter(bristles_, hidden, canvas);
  const auto index = static_cast<std::size_t>(tile);
  for (std::uint32_t i = first_[index + 1]; i > first_[index] && !painter.finished(); --i) {
    painter.add(*pieces_[i - 1]);
  }
  painter.flush();
  return canvas;
}

void rasterise(const StrokeList& list, std::size_t first, const View& view, ColorSpace space, Canvas& canvas, image::Work& work, double from, double to) {
  if (canvas.area.empty()) return;
  const Tiles tiles(list, first, view, space, canvas.area, work);
  work.each(tiles.count(), [&](int tile) { lay_over(tiles.paint(tile), canvas); }, from, to);
}

}  // namespace compositor::paint
