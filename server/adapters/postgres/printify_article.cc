#include "adapters/postgres/printify_article.h"

#include <nlohmann/json.hpp>

namespace adapters::postgres {

std::optional<std::string> article_text(const std::optional<domain::PrintifyArticle>& article) {
  if (!article) return std::nullopt;
  return nlohmann::json{{"blueprint_id", article->blueprint_id},
                        {"print_provider_id", article->print_provider_id},
                        {"variant_id", article->variant_id},
                        {"position", article->position}}
      .dump();
}

std::optional<domain::PrintifyArticle> article_from(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  const auto stored = nlohmann::json::parse(*text);
  return domain::PrintifyArticle{stored.at("blueprint_id"), stored.at("print_provider_id"), stored.at("variant_id"),
                                 stored.at("position")};
}

}  // namespace adapters::postgres
