#pragma once

#include <initializer_list>
#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "codec/byte_reader.h"
#include "compositor/geometry.h"
#include "compositor/result.h"

namespace compositor::scene {

tl::unexpected<Error> invalid();

// What put_part (write_parts.h) wrote; `rest` then begins behind it.
std::optional<codec::Bytes> take_part(codec::Bytes& rest);

// An array of exactly so many numbers.
bool read_numbers(const nlohmann::json& json, std::initializer_list<double*> values);

// [x, y, width, height] with a width and a height.
bool read_rect(const nlohmann::json& json, Rect& rect);

}  // namespace compositor::scene
