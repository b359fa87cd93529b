#include "compositor/json.h"

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

namespace compositor {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMaxText = 16 * 1024;

struct Field {
  const char* name;
  double* value;
  bool required;
};

tl::unexpected<Error> invalid(const std::string& why) { return fail(ErrorCode::kInvalidRecipe, why); }

// Duplicate keys would otherwise be settled silently, the last one winning.
Json parse_without_duplicates(std::string_view text) {
  std::vector<std::set<std::string>> open;
  bool duplicate = false;
  const Json::parser_callback_t watch = [&](int, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start) open.emplace_back();
    if (event == Json::parse_event_t::object_end) open.pop_back();
    if (event == Json::parse_event_t::key) duplicate |= !open.back().insert(parsed.get_ref<const std::string&>()).second;
    return true;
  };
  Json json = Json::parse(text, watch, false);
  return duplicate ? Json(Json::value_t::discarded) : json;
}

Result<void> read_numbers(const Json& object, const std::string& path, std::initializer_list<Field> fields) {
  if (!object.is_object()) return invalid(path + " must be an object.");
  std::size_t known = 0;
  for (const Field& field : fields) {
    const auto found = object.find(field.name);
    if (found == object.end()) {
      if (field.required) return invalid(path + "." + field.name + " is missing.");
      continue;
    }
    if (!found->is_number()) return invalid(path + "." + field.name + " must be a number.");
    *field.value = found->get<double>();
    ++known;
  }
  if (known != object.size()) return invalid(path + " has an unknown member.");
  return {};
}

// Whole numbers without ".0", no negative zero.
nlohmann::ordered_json number(double value) {
  if (value > -1e9 && value < 1e9) {
    const auto whole = static_cast<std::int64_t>(value);
    if (static_cast<double>(whole) == value) return whole;
  }
  return value;
}

}  // namespace

Result<Recipe> recipe_from_json(std::string_view text) {
  if (text.size() > kMaxText) return invalid("The recipe is too long.");
  const Json json = parse_without_duplicates(text);
  if (json.is_discarded() || !json.is_object()) return invalid("The recipe is not a JSON object.");

  Recipe recipe;
  const auto version = json.find("version");
  if (version == json.end() || !version->is_number_integer() || *version != 1) return invalid("version must be 1.");
  const auto oval = json.find("oval");
  if (oval == json.end()) return invalid("oval is missing.");
  Oval& o = recipe.oval;
  auto read = read_numbers(*oval, "oval",
                           {{"cx", &o.cx, true}, {"cy", &o.cy, true}, {"rx", &o.rx, true}, {"ry", &o.ry, true}, {"degrees", &o.degrees, false}});
  if (!read) return tl::unexpected(read.error());

  const auto pose = json.find("pose");
  if (pose != json.end()) {
    Pose& p = recipe.pose;
    read = read_numbers(*pose, "pose",
                        {{"dx", &p.dx, false}, {"dy", &p.dy, false}, {"scale", &p.scale, false}, {"degrees", &p.degrees, false}});
    if (!read) return tl::unexpected(read.error());
  }
  if (json.size() != (pose == json.end() ? 2u : 3u)) return invalid("The recipe has an unknown member.");
  if (auto valid = validate(recipe); !valid) return tl::unexpected(valid.error());
  return recipe;
}

std::string recipe_to_json(const Recipe& recipe) {
  nlohmann::ordered_json json;
  json["version"] = recipe.version;
  json["oval"] = {{"cx", number(recipe.oval.cx)},
                  {"cy", number(recipe.oval.cy)},
                  {"rx", number(recipe.oval.rx)},
                  {"ry", number(recipe.oval.ry)},
                  {"degrees", number(recipe.oval.degrees)}};
  json["pose"] = {{"dx", number(recipe.pose.dx)},
                  {"dy", number(recipe.pose.dy)},
                  {"scale", number(recipe.pose.scale)},
                  {"degrees", number(recipe.pose.degrees)}};
  return json.dump();
}

}  // namespace compositor
