#include "app/designs/upload_design.h"

#include <algorithm>
#include <span>

#include "app/designs/compositor_error.h"
#include "base/digest.h"
#include "base/log.h"
#include "compositor/codec.h"
#include "compositor/json.h"
#include "compositor/print_spec.h"

namespace app {
namespace {

using base::ErrorCode;

std::span<const std::uint8_t> as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

bool is_print_spec(std::string_view name) {
  const auto specs = compositor::print_specs();
  return std::any_of(specs.begin(), specs.end(), [&](const auto& spec) { return spec.name == name; });
}

bool is_sha256_hex(std::string_view text) {
  const bool lower_hex = std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  });
  return text.size() == 64 && lower_hex;
}

base::Result<domain::Design> check(const Services& services, const UploadRequest& request) {
  if (request.photo.empty()) return base::fail(ErrorCode::kInvalidInput, "Please choose a photo.", {}, "photo");
  if (request.photo.size() > compositor::kMaxPhotoBytes) {
    return base::fail(ErrorCode::kTooLarge, "This photo is larger than 40 MB. Please choose a smaller one.", {},
                      "photo");
  }
  if (const auto info = compositor::probe_photo(as_bytes(request.photo)); !info) {
    return from_compositor(info.error(), "photo");
  }
  const auto recipe = compositor::recipe_from_json(request.recipe_json);
  if (!recipe) return from_compositor(recipe.error(), "recipe");
  if (!services.scenes.contains(request.scene)) {
    return base::fail(ErrorCode::kInvalidInput, "We do not know this painting.", {}, "scene");
  }
  if (!is_sha256_hex(request.preview_sha256)) {
    return base::fail(ErrorCode::kInvalidInput, "The preview's SHA-256 must be 64 lower-case hex digits.", {},
                      "preview_sha256");
  }
  if (!is_print_spec(request.print_spec)) {
    return base::fail(ErrorCode::kInvalidInput, "We do not print on this product.", {}, "print_spec");
  }
  domain::Design design;
  design.scene = request.scene;
  design.recipe_json = compositor::recipe_to_json(*recipe);
  design.print_spec = request.print_spec;
  design.preview_sha256 = request.preview_sha256;
  return design;
}

}  // namespace

base::Result<domain::Design> upload_design(Services& services, const UploadRequest& request) {
  auto checked = check(services, request);
  if (!checked) return checked;
  domain::Design design = std::move(*checked);
  design.id.value = services.ids.new_uuid();
  design.photo_key.value = "photos/" + design.id.value;
  design.created_at = services.clock.now();

  // The object first: a row never points at nothing. If the row then fails, the object goes again.
  if (const auto stored = services.storage.put(design.photo_key, request.photo, "application/octet-stream"); !stored) {
    return base::forward_error(stored);
  }
  const auto recorded = services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    transaction.designs().insert(design);
    transaction.jobs().enqueue({std::string(domain::kRenderDesign), design.id.value, design.created_at});
    return {};
  });
  if (!recorded) {
    if (const auto removed = services.storage.remove(design.photo_key); !removed) {
      base::log_error("an orphaned photo stays in storage", removed.error(), {{"key", design.photo_key.value}});
    }
    return base::forward_error(recorded);
  }
  services.metrics.count("picasso_designs_uploaded_total");
  return design;
}

}  // namespace app
