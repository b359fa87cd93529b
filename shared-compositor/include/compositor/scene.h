#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "compositor/codec.h"
#include "compositor/geometry.h"
#include "compositor/image.h"
#include "compositor/result.h"

namespace compositor {

struct Target;

// Where the pet's head goes, in scene units (one unit = one pixel of the scan).
struct HeadPlace {
  Point center;
  double height = 0;   // the oval's height lands on this many units
  double degrees = 0;  // clockwise
};

// The painting's mean colour at one brightness: what a pet's colours are drawn towards. BT.601, blue and red
// difference as offsets from grey.
struct Tint {
  int blue_difference = 0;
  int red_difference = 0;
};

// A part of the scene at the size at which it is printed, compressed: most of it goes into the print as it is.
struct PackedPrint {
  Rect extent;
  PngStrips finished;    // the plate with the foreground over it: what is printed where the pet does not reach; opaque
  PngStrips plate;       // only strips that the foreground touches; the others are `finished`
  PngStrips foreground;  // straight alpha, its left top corner at:
  int foreground_x = 0;
  int foreground_y = 0;
};

// A painting prepared for pets. Coordinates of everything are scene units.
struct Scene {
  std::string id;     // "the-scream"
  std::string title;  // for people
  Rect extent;        // what plate and foreground cover, at whatever resolution they have
  Rect frame;         // what the studio's preview shows
  HeadPlace head;
  std::map<std::string, Rect, std::less<>> crops;  // print spec name -> part of the scene
  std::vector<Tint> palette;  // at evenly spaced brightnesses from black to white; empty: the pet keeps its colours
  Image plate;       // backdrop, the head removed; opaque
  Image foreground;  // what lies in front of the pet (the hands), with alpha; same size as plate
  std::vector<PackedPrint> prints;  // used instead where a target asks for exactly that part and size
};

// Reads a package written by tools/scene_builder. Error: kInvalidScene.
Result<Scene> load_scene(std::span<const std::uint8_t> package);

// Adds the print layers in a `.layer` file that tools/scene_builder wrote beside the package. Only who prints needs
// them: without, a print's background is the package's plate, enlarged. Error: kInvalidScene, and nothing is added.
Result<void> attach_print(Scene& scene, std::span<const std::uint8_t> layers);

// Whether the layers of exactly this part and size are attached: layers baked for a crop that has changed since are not.
bool has_print_layers(const Scene& scene, const Target& target);

}  // namespace compositor
