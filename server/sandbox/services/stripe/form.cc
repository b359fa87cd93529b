#include "sandbox/services/stripe/form.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

namespace sandbox::stripe {
namespace {

using Json = nlohmann::json;

// "a[0][b]" -> {"a","0","b"}; empty for broken brackets.
std::vector<std::string> split_name(std::string_view name) {
  const auto first = name.find('[');
  std::vector<std::string> keys = {std::string(name.substr(0, first))};
  if (keys[0].empty() || keys[0].find(']') != std::string::npos) return {};
  std::string_view rest = first == std::string_view::npos ? std::string_view{} : name.substr(first);
  while (!rest.empty()) {
    const auto close = rest.find(']');
    if (rest.front() != '[' || close == std::string_view::npos) return {};
    keys.emplace_back(rest.substr(1, close - 1));
    rest = rest.substr(close + 1);
  }
  return keys.size() <= 20 ? keys : std::vector<std::string>{};
}

bool is_index(const std::string& key) {
  return !key.empty() && key.size() <= 6 && key.find_first_not_of("0123456789") == std::string::npos;
}

// Objects whose members are all numbered become arrays, in the order of the numbers.
Json with_arrays(const Json& node) {
  if (!node.is_object()) return node;
  const bool numbered = !node.empty() && std::all_of(node.items().begin(), node.items().end(),
                                                     [](const auto& m) { return is_index(m.key()); });
  if (!numbered) {
    Json object = Json::object();
    for (const auto& [key, value] : node.items()) object[key] = with_arrays(value);
    return object;
  }
  std::vector<std::pair<int, Json>> members;
  for (const auto& [key, value] : node.items()) members.emplace_back(std::stoi(key), with_arrays(value));
  std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  Json array = Json::array();
  for (auto& [index, value] : members) array.push_back(std::move(value));
  return array;
}

ApiFailure clash(const std::string& name) {
  return invalid("parameter_invalid", "Invalid parameter name: " + name, name);
}

}  // namespace

ApiResult<Json> parse_form(const http::FormFields& fields) {
  Json root = Json::object();
  for (const auto& [name, value] : fields) {
    const auto keys = split_name(name);
    if (keys.empty()) return clash(name);
    Json* node = &root;
    for (const std::string& key : keys) {
      if (node->is_null()) *node = Json::object();
      if (!node->is_object()) return clash(name);
      node = &(*node)[key.empty() ? std::to_string(node->size()) : key];
    }
    if (node->is_object()) return clash(name);
    *node = value;
  }
  return with_arrays(root);
}

namespace {

class Checker {
 public:
  explicit Checker(const std::vector<Param>& known) : known_(known) {}

  // `pattern` is the table's spelling of the place, `name` the form's.
  ApiResult<Json> check(const Json& node, const std::string& pattern, const std::string& name) const {
    if (const Param* param = find(pattern)) return check_value(node, *param, name);
    if (!is_container(pattern)) {
      return invalid("parameter_unknown", "Received unknown parameter: " + name, name);
    }
    if (node.is_object()) return check_object(node, pattern, name);
    if (node.is_array()) return check_array(node, pattern, name);
    if (node == "") return Json(nullptr);
    return invalid("parameter_invalid_object",
                   "Invalid " + (is_container(pattern + "[]") ? std::string("array") : "object"), name);
  }

 private:
  const Param* find(const std::string& pattern) const {
    const auto found = std::find_if(known_.begin(), known_.end(), [&](const Param& p) { return p.path == pattern; });
    return found == known_.end() ? nullptr : &*found;
  }

  bool is_container(const std::string& pattern) const {
    if (pattern.empty()) return true;
    return std::any_of(known_.begin(), known_.end(), [&](const Param& p) {
      return p.path.starts_with(pattern) && p.path.size() > pattern.size() &&
             (p.path[pattern.size()] == '.' || p.path[pattern.size()] == '[');
    });
  }

  ApiResult<Json> check_object(const Json& node, const std::string& pattern, const std::string& name) const {
    Json out = Json::object();
    for (const auto& [key, value] : node.items()) {
      auto checked =
          check(value, pattern.empty() ? key : pattern + "." + key, name.empty() ? key : name + "[" + key + "]");
      if (!checked) return checked;
      out[key] = *std::move(checked);
    }
    return out;
  }

  ApiResult<Json> check_array(const Json& node, const std::string& pattern, const std::string& name) const {
    Json out = Json::array();
    for (std::size_t i = 0; i < node.size(); ++i) {
      auto checked = check(node[i], pattern + "[]", name + "[" + std::to_string(i) + "]");
      if (!checked) return checked;
      out.push_back(*std::move(checked));
    }
    return out;
  }

  static ApiResult<Json> check_value(const Json& node, const Param& param, const std::string& name) {
    if (param.type == ParamType::kAnything) return node;
    if (param.type == ParamType::kMetadata) return check_metadata(node, name);
    if (!node.is_string()) return invalid("parameter_invalid_string", "Invalid string: must be a string", name);
    const auto text = node.get<std::string>();
    if (!param.choices.empty() && !is_choice(text, param.choices)) {
      std::string choices(param.choices);
      std::replace(choices.begin(), choices.end(), '|', ' ');
      return invalid("parameter_invalid", "Invalid " + name + ": must be one of " + choices, name);
    }
    switch (param.type) {
      case ParamType::kInteger:
        return check_integer(text, name);
      case ParamType::kBoolean:
        return check_boolean(text, name);
      case ParamType::kUrl:
        return check_url(text, name);
      case ParamType::kEmail:
        return check_email(text, name);
      case ParamType::kCurrency:
        return check_currency(text, name);
      default:
        break;
    }
    if (text.size() > 5000) return invalid("", "Invalid string: must be at most 5000 characters", name);
    return node;
  }

  static bool is_choice(const std::string& text, std::string_view choices) {
    while (!choices.empty()) {
      const auto end = choices.find('|');
      if (choices.substr(0, end) == text) return true;
      choices = end == std::string_view::npos ? std::string_view{} : choices.substr(end + 1);
    }
    return false;
  }

  static ApiResult<Json> check_integer(const std::string& text, const std::string& name) {
    long long value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) {
      return invalid("parameter_invalid_integer", "Invalid integer: " + text, name);
    }
    return Json(value);
  }

  static ApiResult<Json> check_boolean(const std::string& text, const std::string& name) {
    if (text != "true" && text != "false") return invalid("", "Invalid boolean: " + text, name);
    return Json(text == "true");
  }

  static ApiResult<Json> check_url(const std::string& text, const std::string& name) {
    const auto scheme = text.find("://");
    const bool right = (text.starts_with("http://") || text.starts_with("https://")) && text.size() > scheme + 3 &&
                       text.find_first_of(" \t\r\n<>\"") == std::string::npos && text.size() <= 5000;
    if (!right) return invalid("url_invalid", "Not a valid URL", name);
    return Json(text);
  }

  static ApiResult<Json> check_email(const std::string& text, const std::string& name) {
    const auto at = text.find('@');
    const bool right = at != 0 && at != std::string::npos && text.find('@', at + 1) == std::string::npos &&
                       text.find('.', at) != std::string::npos &&
                       text.find_first_of(" \t\r\n<>") == std::string::npos && text.size() <= 512;
    if (!right) return invalid("email_invalid", "Invalid email address: " + text, name);
    return Json(text);
  }

  static ApiResult<Json> check_currency(const std::string& text, const std::string& name) {
    std::string lower = text;
    for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    const bool right =
        lower.size() == 3 && std::all_of(lower.begin(), lower.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (!right) return invalid("", "Invalid currency: " + text, name);
    return Json(lower);
  }

  static ApiResult<Json> check_metadata(const Json& node, const std::string& name) {
    if (node == "") return Json::object();
    if (!node.is_object()) return invalid("parameter_invalid_object", "Invalid object", name);
    if (node.size() > 50) return invalid("", "You can only have 50 metadata keys.", name);
    Json out = Json::object();
    for (const auto& [key, value] : node.items()) {
      const std::string place = name + "[" + key + "]";
      if (!value.is_string()) return invalid("", "Metadata values must be strings", place);
      if (key.size() > 40) return invalid("", "Metadata keys can be at most 40 characters", place);
      if (value.get_ref<const std::string&>().size() > 500) {
        return invalid("", "Metadata values must be at most 500 characters", place);
      }
      if (value != "") out[key] = value;
    }
    return out;
  }

  const std::vector<Param>& known_;
};

}  // namespace

ApiResult<Json> check_params(const Json& form, const std::vector<Param>& known) {
  return Checker(known).check(form, "", "");
}

}  // namespace sandbox::stripe
