#include <initializer_list>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "compositor/json.h"

namespace compositor {
namespace {

using Json = nlohmann::json;

struct Field {
  const char* name;
  double* value;
  bool required;
};

tl::unexpected<Error> invalid(const std::string& why) { return fail(ErrorCode::kInvalidRecipe, why); }

std::string item(const std::string& path, std::size_t index) { return path + "[" + std::to_string(index) + "]"; }

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

// Takes the members out of an object one by one; what is left in the end is unknown.
class Members {
 public:
  Members(const Json& object, std::string path) : object_(object), path_(std::move(path)) {}

  const Json* find(const char* name) {
    const auto found = object_.find(name);
    if (found == object_.end()) return nullptr;
    ++known_;
    return &*found;
  }
  [[nodiscard]] std::string path_of(const char* name) const { return path_.empty() ? name : path_ + "." + name; }

  Result<void> number(const Field& field) {
    const Json* found = find(field.name);
    if (!found && field.required) return invalid(path_of(field.name) + " is missing.");
    if (found && !found->is_number()) return invalid(path_of(field.name) + " must be a number.");
    if (found) *field.value = found->get<double>();
    return {};
  }
  // The place of the member's text in `words`.
  Result<std::size_t> word(const char* name, std::initializer_list<const char*> words) {
    const Json* found = find(name);
    if (!found) return invalid(path_of(name) + " is missing.");
    std::size_t index = 0;
    for (const char* word : words) {
      if (*found == word) return index;
      ++index;
    }
    return invalid(path_of(name) + " is unknown.");
  }
  [[nodiscard]] Result<void> no_others() const {
    if (known_ == object_.size()) return {};
    return invalid((path_.empty() ? "The recipe" : path_) + " has an unknown member.");
  }

 private:
  const Json& object_;
  std::string path_;
  std::size_t known_ = 0;
};

Result<void> read_numbers(const Json* object, const std::string& path, std::initializer_list<Field> fields) {
  if (!object) return {};
  if (!object->is_object()) return invalid(path + " must be an object.");
  Members members(*object, path);
  for (const Field& field : fields) {
    if (auto read = members.number(field); !read) return read;
  }
  return members.no_others();
}

// Calls `read(element, path, value)` for each element of a list that may be absent.
template <class Value, class Read>
Result<void> read_list(const Json* list, const std::string& path, std::size_t most, std::vector<Value>& values, const Read& read) {
  if (!list) return {};
  if (!list->is_array()) return invalid(path + " must be a list.");
  if (list->size() > most) return invalid(path + " has more than " + std::to_string(most) + " elements.");
  values.resize(list->size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (Result<void> done = read((*list)[i], item(path, i), values[i]); !done) return done;
  }
  return {};
}

Result<void> read_point(const Json& json, const std::string& path, Point& point) {
  if (!json.is_array() || json.size() != 2 || !json[0].is_number() || !json[1].is_number()) return invalid(path + " must be two numbers.");
  point = {json[0].get<double>(), json[1].get<double>()};
  return {};
}

Result<void> read_stroke(const Json& json, const std::string& path, BrushStroke& stroke) {
  if (!json.is_object()) return invalid(path + " must be an object.");
  Members members(json, path);
  const auto mode = members.word("mode", {"erase", "add"});
  if (!mode) return tl::unexpected(mode.error());
  stroke.add = *mode == 1;
  if (auto read = members.number({"radius", &stroke.radius, true}); !read) return read;
  if (auto read = read_list(members.find("points"), members.path_of("points"), kMaxBrushPoints, stroke.points, read_point); !read) return read;
  return members.no_others();
}

Result<void> read_cut_out(const Json* json, CutOut& cut_out) {
  if (!json) return {};
  if (!json->is_object()) return invalid("cut_out must be an object.");
  Members members(*json, "cut_out");
  if (json->contains("method")) {
    const auto method = members.word("method", {"oval", "auto"});
    if (!method) return tl::unexpected(method.error());
    cut_out.method = *method == 0 ? CutOut::Method::kOval : CutOut::Method::kAuto;
  }
  auto read = read_list(members.find("strokes"), "cut_out.strokes", kMaxBrushStrokes, cut_out.strokes, read_stroke);
  return read ? members.no_others() : read;
}

Result<void> read_eye(const Json& json, const std::string& path, Eye& eye) {
  return read_numbers(&json, path, {{"x", &eye.x, true}, {"y", &eye.y, true}, {"radius", &eye.radius, true}});
}

Result<void> read_recipe(const Json& json, Recipe& recipe) {
  Members members(json, "");
  const Json* version = members.find("version");
  if (!version || !version->is_number_integer() || *version != 1) return invalid("version must be 1.");
  const Json* oval = members.find("oval");
  if (!oval) return invalid("oval is missing.");
  Oval& o = recipe.oval;
  auto read = read_numbers(oval, "oval", {{"cx", &o.cx, true}, {"cy", &o.cy, true}, {"rx", &o.rx, true}, {"ry", &o.ry, true}, {"degrees", &o.degrees, false}});
  if (!read) return read;
  Pose& p = recipe.pose;
  read = read_numbers(members.find("pose"), "pose", {{"dx", &p.dx, false}, {"dy", &p.dy, false}, {"scale", &p.scale, false}, {"degrees", &p.degrees, false}});
  if (!read) return read;
  if (read = read_cut_out(members.find("cut_out"), recipe.cut_out); !read) return read;
  if (read = read_list(members.find("eyes"), "eyes", kMaxEyes, recipe.eyes, read_eye); !read) return read;
  Style& s = recipe.style;
  read = read_numbers(members.find("style"), "style",
                      {{"brush", &s.brush, false}, {"palette", &s.palette, false}, {"relief", &s.relief, false}, {"stretch", &s.stretch, false}});
  return read ? members.no_others() : read;
}

}  // namespace

Result<Recipe> recipe_from_json(std::string_view text) {
  if (text.size() > kMaxRecipeText) return invalid("The recipe is too long.");
  const Json json = parse_without_duplicates(text);
  if (json.is_discarded() || !json.is_object()) return invalid("The recipe is not a JSON object.");
  Recipe recipe;
  if (auto read = read_recipe(json, recipe); !read) return tl::unexpected(read.error());
  if (auto valid = validate(recipe); !valid) return tl::unexpected(valid.error());
  return recipe;
}

}  // namespace compositor
