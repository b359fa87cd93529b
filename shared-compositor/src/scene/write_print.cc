#include <nlohmann/json.hpp>

#include "codec/checksum.h"
#include "scene/print_layers.h"
#include "scene/write_parts.h"

namespace compositor::scene {
namespace {

using Json = nlohmann::ordered_json;

Json describe(const PngStrips& picture) {
  Json strips = Json::array();
  for (const PngStrips::Strip& strip : picture.strips) strips.push_back({strip.size, strip.adler});
  return {{"size", {picture.width, picture.height}}, {"strips", strips}};
}

}  // namespace

std::vector<std::uint8_t> write_print(const PackedPrint& print) {
  Json json;
  json["extent"] = rect_json(print.extent);
  json["finished"] = describe(print.finished);
  json["plate"] = describe(print.plate);
  json["foreground"] = describe(print.foreground);
  json["foreground"]["at"] = {print.foreground_x, print.foreground_y};

  std::vector<std::uint8_t> chunks, out(kPrintMagic, kPrintMagic + kPrintMagicSize);
  for (const PngStrips* picture : {&print.finished, &print.plate, &print.foreground}) {
    chunks.insert(chunks.end(), picture->chunks.begin(), picture->chunks.end());
  }
  put_part(out, json.dump());
  put_part(out, chunks);
  codec::put32(out, codec::crc32(out));
  return out;
}

}  // namespace compositor::scene
