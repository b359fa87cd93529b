#pragma once

#include <optional>
#include <string>

#include "domain/printer.h"

namespace adapters::postgres {

// Beside a variant in products.variants, and in order_items.printify:
// {"blueprint_id":77,"print_provider_id":99,"variant_id":32918,"position":"front"}.
std::optional<std::string> article_text(const std::optional<domain::PrintifyArticle>& article);
std::optional<domain::PrintifyArticle> article_from(const std::optional<std::string>& text);

}  // namespace adapters::postgres
