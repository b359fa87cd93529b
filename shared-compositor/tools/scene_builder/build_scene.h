#pragma once

#include "compositor/image.h"
#include "compositor/scene.h"
#include "scene_source.h"

namespace scene_builder {

// The scene from a scan of any size that fits the source (scan_refusal): plate without the head and palette; no foreground yet. The same scan gives the same scene.
compositor::Scene build_scene(const SceneSource& source, const compositor::Image& scan);

}  // namespace scene_builder
