#pragma once

#include "compositor/scene.h"
#include "paint/picture.h"
#include "scene/print_layers.h"
#include "scene_source.h"

namespace scene_builder {

// A prepared scene as strokes: its plate and its foreground, without a resolution.
class PaintedScene {
 public:
  // `scene` has a plate; the authored limbs are painted over it and in front. Strokes are as wide as its head asks for.
  PaintedScene(const compositor::Scene& scene, const SceneSource& source);

  // A part of the scene at any size: the plate's strokes over the plate itself, and the foreground's with alpha.
  [[nodiscard]] compositor::PrintLayers paint(const compositor::Rect& part, int width, int height, const compositor::ForEach& for_each) const;

 private:
  [[nodiscard]] compositor::paint::View view_of(const compositor::Rect& part, int width, int height) const;

  const compositor::Scene& scene_;
  float unit_;  // scene units per unit of the strokes
  compositor::paint::StrokeList plate_, foreground_;
};

}  // namespace scene_builder
