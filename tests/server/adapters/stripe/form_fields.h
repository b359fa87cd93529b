#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

inline std::string percent_decode(const std::string& text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      decoded += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else {
      decoded += text[i];
    }
  }
  return decoded;
}

inline std::map<std::string, std::string> form_fields(const std::string& body) {
  std::map<std::string, std::string> fields;
  for (std::size_t at = 0; at < body.size();) {
    const auto end = std::min(body.find('&', at), body.size());
    const std::string part = body.substr(at, end - at);
    const auto equals = part.find('=');
    fields[percent_decode(part.substr(0, equals))] = percent_decode(part.substr(equals + 1));
    at = end + 1;
  }
  return fields;
}

// "a[b][0]" -> a, b, 0
inline std::vector<std::string> bracket_path(const std::string& name) {
  std::vector<std::string> path{name.substr(0, name.find('['))};
  for (auto at = name.find('['); at != std::string::npos; at = name.find('[', at + 1)) {
    path.push_back(name.substr(at + 1, name.find(']', at) - at - 1));
  }
  return path;
}

// Walks properties, items and references of a JSON Schema along a form field's name, then compares the value's type
// or constant. Enough for Stripe's parameter schemas; the complete check is made with a validator in the end-to-end tests.
class SchemaWalk {
 public:
  explicit SchemaWalk(const nlohmann::json& root) : root_(root) {}

  bool allows(const nlohmann::json& schema, const std::vector<std::string>& path, std::size_t step,
              const std::string& value) const {
    if (schema.contains("$ref")) {
      // "#/definitions/Checkout.SessionCreateParams.LineItem": the name holds no escapes.
      return allows(root_.at("definitions").at(schema["$ref"].get<std::string>().substr(14)), path, step, value);
    }
    if (schema.contains("anyOf")) {
      for (const auto& choice : schema["anyOf"]) {
        if (allows(choice, path, step, value)) return true;
      }
      return false;
    }
    if (step == path.size()) return fits(schema, value);
    if (schema.contains("properties") && schema["properties"].contains(path[step])) {
      return allows(schema["properties"][path[step]], path, step + 1, value);
    }
    if (schema.contains("items")) return allows(schema["items"], path, step + 1, value);
    return schema.contains("additionalProperties") && schema["additionalProperties"].is_object() &&
           allows(schema["additionalProperties"], path, step + 1, value);
  }

 private:
  static bool fits(const nlohmann::json& schema, const std::string& value) {
    if (schema.contains("const")) return schema["const"] == value;
    if (schema.contains("enum")) {
      return std::find(schema["enum"].begin(), schema["enum"].end(), value) != schema["enum"].end();
    }
    const auto& type = schema.at("type");
    if (type == "boolean") return value == "true" || value == "false";
    if (type == "number") return !value.empty() && value.find_first_not_of("0123456789") == std::string::npos;
    return type == "string" || type.is_array();
  }

  const nlohmann::json& root_;
};

inline bool schema_allows(const nlohmann::json& schema, const std::string& name, const std::string& value) {
  return SchemaWalk{schema}.allows(schema.at("definitions").at("Checkout.SessionCreateParams"), bracket_path(name), 0,
                                   value);
}
