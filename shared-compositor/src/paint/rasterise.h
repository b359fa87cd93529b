#pragma once

#include "image/work.h"
#include "paint/cover.h"
#include "paint/lay.h"

namespace compositor::paint {

// Strips sorted into square tiles of a picture, which can be painted in any order and at once.
class Tiles {
 public:
  Tiles(const StrokeList& list, std::size_t from, const View& view, ColorSpace space, const image::PixelRect& area, image::Work& work);
  Tiles(const Tiles&) = delete;
  Tiles& operator=(const Tiles&) = delete;

  [[nodiscard]] int count() const { return across_ * down_; }
  // The tile's part of the area with its strokes; bare where `hidden` says so. A pixel's result does not depend on how the
  // area is cut.
  [[nodiscard]] Canvas paint(int tile, const Hidden& hidden = {}) const;

 private:
  [[nodiscard]] image::PixelRect area_of(int tile) const;
  template <class Visit>
  void visit_tiles(const Piece& piece, Visit visit) const;

  image::PixelRect area_;
  int across_, down_;
  const Bristles::Level& bristles_;
  std::vector<Strips> strips_;           // of some strokes each
  std::vector<std::uint32_t> first_;     // of each tile: where its pieces begin
  std::vector<const Piece*> pieces_;     // tile by tile, in the order in which they are laid
};

// Lays strokes[first...] on the canvas, in order. `from` and `to` as image::Work::each has them.
void rasterise(const StrokeList& list, std::size_t first, const View& view, ColorSpace space, Canvas& canvas, image::Work& work, double from = 0, double to = 1);

}  // namespace compositor::paint
