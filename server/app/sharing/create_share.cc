#include "app/sharing/create_share.h"

#include <algorithm>

#include "app/checkout/cart.h"
#include "app/designs/design_input.h"
#include "base/digest.h"
#include "base/log.h"

namespace app {
namespace {

using base::ErrorCode;

constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kSecretBytes = 32;

base::Result<void> scan(Services& services, std::string_view photo) {
  const auto verdict = services.scanner.scan(photo);
  if (!verdict) return base::forward_error(verdict);
  if (!verdict->infection) return {};
  base::log(base::LogLevel::kWarning, "a photo to be shared is infected", {{"signature", *verdict->infection}});
  return base::fail(ErrorCode::kInvalidInput,
                    "Our virus scanner found something harmful in this file, so it was not kept. Please choose another "
                    "photo.",
                    {}, "photo");
}

bool is_sold(const std::vector<domain::Product>& products, std::string_view sku) {
  return std::any_of(products.begin(), products.end(), [&](const auto& product) {
    return std::any_of(product.variants.begin(), product.variants.end(),
                       [&](const auto& variant) { return variant.sku == sku; });
  });
}

base::Result<void> record(Services& services, const domain::Share& share) {
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    if (share.variant_sku && !is_sold(transaction.products().list(), *share.variant_sku)) {
      return base::fail(ErrorCode::kInvalidInput, "We do not sell this.", {}, "variant_sku");
    }
    transaction.shares().insert(share);
    transaction.jobs().enqueue({std::string(domain::kRemoveShare), share.id.value, share.expires_at});
    return {};
  });
}

}  // namespace

base::Result<CreatedShare> create_share(Services& services, const ShareRequest& request) {
  auto input = check_design_input(services, request.photo, request.recipe_json, request.scene);
  if (!input) return base::forward_error(input);
  if (request.quantity < 1 || request.quantity > kMaxQuantity) {
    return base::fail(ErrorCode::kInvalidInput, "This quantity is not possible.", {}, "quantity");
  }
  if (const auto clean = scan(services, request.photo); !clean) return base::forward_error(clean);

  const std::string secret = base::to_base64url(services.ids.random_bytes(kSecretBytes));
  domain::Share share;
  share.id.value = base::to_base64url(services.ids.random_bytes(kIdBytes));
  share.photo_key.value = "shares/" + services.ids.new_uuid();
  share.photo_type = input->photo.format == compositor::ImageFormat::kPng ? "image/png" : "image/jpeg";
  share.scene = request.scene;
  share.recipe_json = std::move(input->recipe_json);
  share.variant_sku = request.variant_sku;
  share.quantity = request.quantity;
  share.secret_sha256 = base::sha256_hex(secret);
  share.created_at = services.clock.now();
  share.expires_at = share.created_at + domain::kShareLifetime;

  // The object first: a row never points at nothing. If the row then fails, the object goes again.
  if (const auto stored = services.storage.put(share.photo_key, request.photo, "application/octet-stream"); !stored) {
    return base::forward_error(stored);
  }
  if (const auto recorded = record(services, share); !recorded) {
    if (const auto removed = services.storage.remove(share.photo_key); !removed) {
      base::log_error("an orphaned photo stays in storage", removed.error(), {{"key", share.photo_key.value}});
    }
    return base::forward_error(recorded);
  }
  services.metrics.count("picasso_shares_created_total");
  return CreatedShare{std::move(share), base::Secret(secret)};
}

}  // namespace app
