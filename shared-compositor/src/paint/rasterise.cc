#include "paint/rasterise.h"

#include <array>
#include <utility>

#include "paint/lanes.h"

namespace compositor::paint {
namespace {

constexpr int kTile = 64;  // the bits of a row's mask
constexpr std::size_t kShare = 256;  // strokes that are cut in one go

// The four edges of a piece, from their upper to their lower ends; what changes along them, per row.
struct Edges {
  Floats top, bottom;
  Floats x, along, side;  // at the top
  Floats x_step, along_step, side_step;

  // Each edge goes from a corner to the next one.
  Edges(Floats corner_x, Floats corner_y, Floats corner_along, Floats corner_side) {
    const auto next = [](Floats v) { return Floats{v[1], v[2], v[3], v[0]}; };
    const Floats to_y = next(corner_y);
    const Ints down = corner_y < to_y;
    const Floats span = to_y - corner_y, inverse = all(1.0f) / span;  // level ones are never crossed
    top = choose(down, corner_y, to_y), bottom = choose(down, to_y, corner_y);
    const auto place = [&](Floats from, Floats& at, Floats& step) {
      const Floats to = next(from);
      at = choose(down, from, to);
      step = (to - from) * inverse;
    };
    place(corner_x, x, x_step), place(corner_along, along, along_step), place(corner_side, side, side_step);
  }

  explicit Edges(const Piece& piece)
      : Edges(Floats{piece.left.x, piece.right.x, piece.next_right.x, piece.next_left.x}, Floats{piece.left.y, piece.right.y, piece.next_right.y, piece.next_left.y},
              Floats{piece.along, piece.along, piece.next_along, piece.next_along}, Floats{-piece.reach, piece.reach, piece.reach, -piece.reach}) {}
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
    fill(Edges(piece));
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

  // Most pieces are hidden or touch few open pixels. False: the piece touches none. Else `columns_` and the rows from
  // `first_` to before `last_` are those that it may touch.
  bool look_at(const Piece& piece) {
    const auto [left, right] = std::minmax({piece.left.x, piece.right.x, piece.next_left.x, piece.next_right.x});
    const auto [top, bottom] = std::minmax({piece.left.y, piece.right.y, piece.next_left.y, piece.next_right.y});
    // A pixel more on each side: an edge's own arithmetic may end beyond its corners.
    const int from = std::max(floor_of(left) - 1 - canvas_.area.x, 0), to = std::min(floor_of(right) + 2 - canvas_.area.x, kTile);
    if (from >= to) return false;
    columns_ = (~std::uint64_t{0} >> (kTile - (to - from))) << from;
    first_ = std::max(-floor_of(0.5f - top) - canvas_.area.y, 0), last_ = std::min(floor_of(bottom + 0.5f) - canvas_.area.y, canvas_.area.height);
    while (first_ < last_ && !(rows_[static_cast<std::size_t>(first_)] & columns_)) ++first_;
    return first_ < last_;
  }

  // Row by row what lies between the edges that the row's middle crosses.
  void fill(const Edges& edges) {
    for (int y = first_; y < last_; ++y) {
      const std::uint64_t open = rows_[static_cast<std::size_t>(y)] & columns_;
      if (open == 0) continue;
      const Floats at = all(static_cast<float>(canvas_.area.y + y) + 0.5f), down = at - edges.top;
      const Ints crossed = (edges.top <= at) & (at < edges.bottom);
      const Floats x = edges.x + down * edges.x_step;
      int left = -1, right = -1;
      for (int k = 0; k < 4; ++k) {
        if (!crossed[k]) continue;
        if (left < 0 || x[k] < x[left]) left = k;
        if (right < 0 || x[k] > x[right]) right = k;
      }
      if (left == right) continue;
      const int start = std::max(0, floor_of(x[left] + 0.5f) - canvas_.area.x), stop = std::min(canvas_.area.width, floor_of(x[right] + 0.5f) - canvas_.area.x);
      if (start >= stop) continue;
      const std::uint64_t wanted = open & (~std::uint64_t{0} >> (kTile - (stop - start))) << start;
      if (wanted == 0) continue;
      const Floats along = edges.along + down * edges.along_step, side = edges.side + down * edges.side_step;
      const float inverse = 1 / (x[right] - x[left]);
      gather(y, wanted, x[left], {along[left], (along[right] - along[left]) * inverse}, {side[left], (side[right] - side[left]) * inverse});
    }
  }

  // A number along a row: where the row begins, and from pixel to pixel.
  struct Slope {
    float start, step;
  };

  // A row's pixels that are not finished; `left` is where the row begins.
  void gather(int y, std::uint64_t wanted, float left, const Slope& along, const Slope& side) {
    if (fragments_.count + __builtin_popcountll(wanted) > Fragments::kMost) {
      flush();
      wanted &= rows_[static_cast<std::size_t>(y)];
    }
    const int row = y * canvas_.area.width;
    for (; wanted != 0; wanted &= wanted - 1) {
      const int x = __builtin_ctzll(wanted), i = fragments_.count++;
      const float dx = static_cast<float>(canvas_.area.x + x) + 0.5f - left;
      fragments_.at[i] = row + x;
      fragments_.along[i] = along.start + along.step * dx;
      fragments_.side[i] = side.start + side.step * dx;
    }
  }

  const Bristles::Level& bristles_;
  Canvas& canvas_;
  int open_;
  std::array<std::uint64_t, kTile> rows_;  // of each row: a bit for every pixel that is not finished, the leftmost is the lowest
  std::uint64_t columns_ = 0;
  int first_ = 0, last_ = 0;
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
