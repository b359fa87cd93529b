// picture_hashes COUNT: the hashes of COUNT pictures of random recipes, the same ones on every platform. One in fifty may
// have any shape, and is drawn at a print's scale, too; the others have a narrow oval: faces are planned at one height, so
// that wide ones cost most.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "compositor/render.h"
#include "compositor/sha256.h"
#include "fixtures/random_recipe.h"

namespace {

constexpr int kAnyShapeOneIn = 50;

compositor::Oval narrow(compositor::Oval oval, const compositor::Image& photo, double share) {
  oval.rx = std::max(0.01, share * oval.ry * photo.height / photo.width);
  return oval;
}

bool print_hash(int index, const char* kind, const compositor::Result<compositor::Image>& picture) {
  std::printf("%d %s %s\n", index, kind, picture ? compositor::pixel_sha256(*picture).c_str() : picture.error().message.c_str());
  return picture.has_value();
}

}  // namespace

int main(int argc, char** argv) {
  const int count = argc == 2 ? std::atoi(argv[1]) : 0;
  if (count < 1) {
    std::fprintf(stderr, "usage: picture_hashes COUNT\n");
    return 2;
  }
  const compositor::Scene scene = fixtures::scene();
  const compositor::Image photos[] = {fixtures::photo(320, 240), fixtures::photo(150, 333), fixtures::photo(64, 64)};
  const compositor::Target preview{scene.frame, 80, 96}, close_up{{45, 50, 30, 36}, 360, 432};
  fixtures::Random random(2026);
  bool drawn = true;
  for (int i = 0; i < count; ++i) {
    compositor::Recipe recipe = fixtures::random_recipe(random);
    const compositor::Image& photo = photos[random.below(3)];
    const double share = random.between(0.06, 0.25);
    const bool any_shape = i % kAnyShapeOneIn == 0;
    if (!any_shape) recipe.oval = narrow(recipe.oval, photo, share);
    compositor::RenderCache cache;
    drawn = print_hash(i, "preview", compositor::render(scene, recipe, photo, preview, {.cache = &cache})) && drawn;
    drawn = print_hash(i, "draft", compositor::render_draft(scene, recipe, photo, preview, {.cache = &cache})) && drawn;
    if (any_shape) drawn = print_hash(i, "print", compositor::render(scene, recipe, photo, close_up, {.cache = &cache})) && drawn;
  }
  return drawn ? 0 : 1;
}
