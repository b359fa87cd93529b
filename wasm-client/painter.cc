// The C interface of the painter's module: the compositor without editor and crop surface, for a worker.
// web/studio/engine/paint_engine.ts is its only caller and mirrors every name. Functions that can fail return 0, or
// 1 + compositor::ErrorCode with the sentence in painter_error(). Returned pointers stay valid until the next call.
#include <emscripten.h>
#if defined(__EMSCRIPTEN_PTHREADS__)
#include <emscripten/threading.h>

#include <algorithm>
#endif

#include <cstdint>
#include <string>

#include "compositor/assess.h"
#include "compositor/json.h"
#include "compositor/sha256.h"
#include "model/easel.h"
#if defined(__EMSCRIPTEN_PTHREADS__)
#include "platform/thread_pool.h"
#endif

// The worker's own function, set on the module: told how much is done (0..1), answers whether to go on.
EM_JS(int, painter_goes_on, (double done), { return Module["go_on"](done) ? 1 : 0; });

namespace {

model::Easel easel;
compositor::Image picture;
std::string text;

#if defined(__EMSCRIPTEN_PTHREADS__)
// More would wait for each other, and for the page's own.
constexpr int kMostThreads = 4;

// They come up by and by, once the worker is back at its messages. Until then it paints alone.
platform::ThreadPool& pool() {
  static platform::ThreadPool threads(std::min(emscripten_num_logical_cores(), kMostThreads));
  return threads;
}

void start_threads() {
  pool();
  easel.work_with([](int count, const std::function<void(int)>& job) { pool().each(count, job); });
}
int threads_up() { return pool().up(); }
#else
void start_threads() {}
int threads_up() { return 1; }
#endif

int code_of(const compositor::Error& error) {
  text = error.message;
  return 1 + static_cast<int>(error.code);
}

int code_of(const compositor::Result<void>& result) { return result ? 0 : code_of(result.error()); }

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE const char* painter_error() { return text.c_str(); }

EMSCRIPTEN_KEEPALIVE int painter_load_scene(const std::uint8_t* data, int size) {
  start_threads();
  return code_of(easel.load_scene({data, static_cast<std::size_t>(size)}));
}

// That paint by now, the worker's own among them.
EMSCRIPTEN_KEEPALIVE int painter_threads() { return threads_up(); }

EMSCRIPTEN_KEEPALIVE int painter_load_photo(const std::uint8_t* data, int size) {
  return code_of(easel.load_photo({data, static_cast<std::size_t>(size)}));
}

EMSCRIPTEN_KEEPALIVE int painter_photo_width() { return easel.photo().width; }
EMSCRIPTEN_KEEPALIVE int painter_photo_height() { return easel.photo().height; }

// The picture becomes a small copy of the photo, for the page.
EMSCRIPTEN_KEEPALIVE void painter_copy_photo() { picture = easel.small_copy(); }

// Asks the module's go_on(done) from time to time.
EMSCRIPTEN_KEEPALIVE int painter_render(const char* recipe_json, const char* target) {
  const auto recipe = compositor::recipe_from_json(recipe_json);
  if (!recipe) return code_of(recipe.error());
  auto rendered = easel.render(*recipe, target, [](double done) { return painter_goes_on(done) != 0; });
  if (!rendered) return code_of(rendered.error());
  picture = std::move(*rendered);
  return 0;
}

// What may disappoint in the recipe's oval: names of hints, one a line, the gravest first. Empty for a bad recipe.
EMSCRIPTEN_KEEPALIVE const char* painter_assess(const char* recipe_json) {
  text.clear();
  const auto recipe = compositor::recipe_from_json(recipe_json);
  if (!recipe) return text.c_str();
  for (const compositor::Hint hint : compositor::assess(easel.photo(), *recipe)) {
    text.append(text.empty() ? "" : "\n").append(compositor::hint_name(hint));
  }
  return text.c_str();
}

EMSCRIPTEN_KEEPALIVE const std::uint8_t* painter_pixels() { return picture.rgba.data(); }
EMSCRIPTEN_KEEPALIVE int painter_pixels_width() { return picture.width; }
EMSCRIPTEN_KEEPALIVE int painter_pixels_height() { return picture.height; }

EMSCRIPTEN_KEEPALIVE const char* painter_pixels_sha256() {
  text = compositor::pixel_sha256(picture);
  return text.c_str();
}

}  // extern "C"
