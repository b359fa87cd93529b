#include "app/checkout/cart.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "app/catalog_words.h"
#include "base/digest.h"

namespace app {
namespace {

using base::ErrorCode;

struct Choice {
  const domain::Product* product;
  const domain::Variant* variant;
};

std::optional<Choice> find_variant(const std::vector<domain::Product>& products, std::string_view sku) {
  for (const auto& product : products) {
    if (const auto* variant = product.find_variant(sku)) return Choice{&product, variant};
  }
  return std::nullopt;
}

domain::OrderLine line_of(Services& services, domain::Language language, const CartItem& item, const Choice& choice) {
  const auto& [product, variant] = choice;
  const auto& words = services.wording;
  return {services.ids.new_uuid(), product->id, item.design_id, variant->sku, variant->printful_variant_id,
          product->print_spec, product->placement, product_name(words, language, *product),
          color_name(words, language, variant->color) + " / " + size_name(words, language, variant->size),
          item.quantity, variant->price.minor, product->provider,
          product->provider == domain::kPrintify ? variant->printify : std::nullopt};
}

base::Result<void> check_design(ports::Transaction& transaction, const domain::DesignId& id, const std::string& field) {
  const auto design = base::is_uuid(id.value) ? transaction.designs().find(id) : std::nullopt;
  if (!design) {
    return base::fail(ErrorCode::kInvalidInput, "We do not know this picture. Please make it again in the studio.", {},
                      field + ".design_id");
  }
  if (design->status == domain::DesignStatus::kPending) {
    return base::fail(ErrorCode::kConflict, "One of your pictures is still being prepared. Please try again in a moment.",
                      {}, field + ".design_id");
  }
  if (design->status == domain::DesignStatus::kRejected) {
    return base::fail(ErrorCode::kConflict, "One of your pictures cannot be printed: " + *design->rejection_reason, {},
                      field + ".design_id");
  }
  return {};
}

}  // namespace

std::string cart_fingerprint(std::vector<CartItem> items, const CartTerms& terms) {
  const auto key = [](const CartItem& item) { return std::tie(item.design_id.value, item.variant_sku, item.quantity); };
  std::sort(items.begin(), items.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  std::string text;
  for (const auto& item : items) {
    text += item.design_id.value + '\n' + item.variant_sku + '\n' + std::to_string(item.quantity) + '\n';
  }
  if (!terms.promotion_code.empty()) text += "code\n" + terms.promotion_code + '\n' + terms.email + '\n';
  return base::sha256_hex(text);
}

std::int64_t goods_total(const std::vector<domain::OrderLine>& lines) {
  return std::accumulate(lines.begin(), lines.end(), std::int64_t{0}, [](std::int64_t sum, const auto& line) {
    return sum + line.unit_price_minor * line.quantity;
  });
}

base::Result<std::vector<domain::OrderLine>> price_cart(Services& services, ports::Transaction& transaction,
                                                        const std::vector<CartItem>& items, domain::Language language,
                                                        DesignCheck designs) {
  if (items.empty()) return base::fail(ErrorCode::kInvalidInput, "Your cart is empty.", {}, "items");
  if (items.size() > static_cast<std::size_t>(kMaxCartLines)) {
    return base::fail(ErrorCode::kInvalidInput, "A cart holds at most 20 different items.", {}, "items");
  }
  const auto products = transaction.products().list();
  std::vector<domain::OrderLine> lines;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto& item = items[i];
    const std::string field = "items[" + std::to_string(i) + "]";
    if (item.quantity < 1 || item.quantity > kMaxQuantity) {
      return base::fail(ErrorCode::kInvalidInput, "The quantity must be between 1 and 20.", {}, field + ".quantity");
    }
    const auto choice = find_variant(products, item.variant_sku);
    if (!choice) {
      return base::fail(ErrorCode::kInvalidInput, "We do not sell this product.", {}, field + ".variant_sku");
    }
    if (designs == DesignCheck::kPrintable) {
      if (const auto checked = check_design(transaction, item.design_id, field); !checked) {
        return base::forward_error(checked);
      }
    }
    if (!lines.empty() && lines.front().provider != choice->product->provider) {
      return base::fail(ErrorCode::kConflict, "Two printers would have to make this cart. Please order these things one after the other.",
                        {}, field + ".variant_sku");
    }
    lines.push_back(line_of(services, language, item, *choice));
  }
  return lines;
}

}  // namespace app
