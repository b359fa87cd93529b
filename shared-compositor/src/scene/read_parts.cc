#include "scene/read_parts.h"

#include <nlohmann/json.hpp>

namespace compositor::scene {

tl::unexpected<Error> invalid() { return fail(ErrorCode::kInvalidScene, "The painting's data is damaged."); }

std::optional<codec::Bytes> take_part(codec::Bytes& rest) {
  if (rest.size() < 4) return std::nullopt;
  const std::size_t size = codec::be32(rest, 0);
  if (size > rest.size() - 4) return std::nullopt;
  const codec::Bytes part = rest.subspan(4, size);
  rest = rest.subspan(4 + size);
  return part;
}

bool read_numbers(const nlohmann::json& json, std::initializer_list<double*> values) {
  if (!json.is_array() || json.size() != values.size()) return false;
  std::size_t i = 0;
  for (double* value : values) {
    if (!json[i].is_number()) return false;
    *value = json[i++].get<double>();
  }
  return true;
}

bool read_rect(const nlohmann::json& json, Rect& rect) {
  return read_numbers(json, {&rect.x, &rect.y, &rect.width, &rect.height}) && rect.width > 0 && rect.height > 0;
}

}  // namespace compositor::scene
