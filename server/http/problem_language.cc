#include "http/problem_language.h"

#include <nlohmann/json.hpp>
#include <regex>

namespace http {
namespace {

using domain::Language;
using nlohmann::json;

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// The sentence in the language, where it is one that the texts know.
std::optional<std::string> known(const ports::Wording& wording, Language language, const std::string& sentence) {
  static const std::regex kOrderNumber("PP-[0-9A-Z]+");
  std::smatch number;
  const bool numbered = std::regex_search(sentence, number, kOrderNumber);
  const std::string key =
      refusal_key(numbered ? number.prefix().str() + "{number}" + number.suffix().str() : sentence);
  if (!wording.pattern(language, key)) return std::nullopt;
  return wording.text(language, key, {{"number", numbered ? number.str() : ""}});
}

}  // namespace

std::string refusal_key(std::string_view sentence) {
  std::string key = "refusal.";
  for (const char c : sentence) {
    if (is_word(c)) {
      key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (is_word(key.back())) {
      key += '_';
    }
  }
  if (key.back() == '_') key.pop_back();
  return key;
}

std::string said_in(const ports::Wording& wording, Language language, const std::string& sentence) {
  if (language == Language::kEnglish) return sentence;
  if (const auto whole = known(wording, language, sentence)) return *whole;
  const auto colon = sentence.find(": ");
  if (colon == std::string::npos) return sentence;
  const auto head = known(wording, language, sentence.substr(0, colon + 1));
  return head ? *head + " " + said_in(wording, language, sentence.substr(colon + 2)) : sentence;
}

void put_in_language(Response& response, const ports::Wording& wording, Language language) {
  if (response.content_type != "application/problem+json") return;
  response.headers.emplace_back("Content-Language", to_string(language));
  if (language == Language::kEnglish) return;
  json body = json::parse(response.body, nullptr, false);
  if (!body.is_object()) return;
  const auto say = [&](json& where, const char* member) {
    if (where.contains(member) && where[member].is_string()) {
      where[member] = said_in(wording, language, where[member].get<std::string>());
    }
  };
  say(body, "title");
  say(body, "detail");
  if (body.contains("errors")) {
    for (auto& error : body["errors"]) say(error, "message");
  }
  response.body = body.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace http
