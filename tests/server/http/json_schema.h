#pragma once

#include <nlohmann/json.hpp>
#include <regex>
#include <string>

namespace test {

// Checks values against the schemas of our own OpenAPI document: as much of JSON Schema as it uses, and no more.
class OpenApiSchemas {
 public:
  explicit OpenApiSchemas(const nlohmann::json& document) : document_(document) {}

  // Empty when `value` fits, otherwise where and why not.
  std::string fault(const nlohmann::json& schema, const nlohmann::json& value, const std::string& at = "$") const {
    if (value.is_null() && schema.value("nullable", false)) return "";
    if (schema.contains("$ref")) return fault(resolve(schema["$ref"]), value, at);
    for (const auto& part : schema.value("allOf", nlohmann::json::array())) {
      if (auto wrong = fault(part, value, at); !wrong.empty()) return wrong;
    }
    if (schema.contains("type") && !has_type(value, schema["type"])) return at + " is no " + schema["type"].dump();
    if (schema.contains("enum") && !contains(schema["enum"], value)) return at + " is none of " + schema["enum"].dump();
    if (schema.contains("minimum") && value < schema["minimum"]) return at + " is too small";
    if (schema.contains("maximum") && value > schema["maximum"]) return at + " is too large";
    if (schema.contains("pattern") &&
        !std::regex_search(value.get<std::string>(), std::regex(schema["pattern"].get<std::string>()))) {
      return at + " does not match " + schema["pattern"].dump();
    }
    if (value.is_object()) return object_fault(schema, value, at);
    if (value.is_array() && schema.contains("items")) {
      for (std::size_t i = 0; i < value.size(); ++i) {
        if (auto wrong = fault(schema["items"], value[i], at + "[" + std::to_string(i) + "]"); !wrong.empty()) {
          return wrong;
        }
      }
    }
    return "";
  }

 private:
  std::string object_fault(const nlohmann::json& schema, const nlohmann::json& value, const std::string& at) const {
    for (const auto& name : schema.value("required", nlohmann::json::array())) {
      if (!value.contains(name.get<std::string>())) return at + " lacks " + name.dump();
    }
    const auto properties = schema.value("properties", nlohmann::json::object());
    for (const auto& [name, member] : value.items()) {
      if (!properties.contains(name)) {
        if (schema.value("additionalProperties", true)) continue;
        return at + " has an unknown member " + name;
      }
      if (auto wrong = fault(properties[name], member, at + "." + name); !wrong.empty()) return wrong;
    }
    return "";
  }

  const nlohmann::json& resolve(const std::string& reference) const {
    return document_.at(nlohmann::json::json_pointer(reference.substr(1)));
  }

  static bool contains(const nlohmann::json& list, const nlohmann::json& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  }

  static bool has_type(const nlohmann::json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    return type == "boolean" && value.is_boolean();
  }

  const nlohmann::json& document_;
};

}  // namespace test
