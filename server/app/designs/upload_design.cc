#include "app/designs/upload_design.h"

#include <algorithm>

#include "app/designs/design_input.h"
#include "base/digest.h"
#include "base/kill_point.h"
#include "base/log.h"
#include "compositor/print_spec.h"
#include "domain/kill_points.h"

namespace app {
namespace {

using base::ErrorCode;

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
  auto input = check_design_input(services, request.photo, request.recipe_json, request.scene);
  if (!input) return base::forward_error(input);
  if (!is_sha256_hex(request.preview_sha256)) {
    return base::fail(ErrorCode::kInvalidInput, "The preview's SHA-256 must be 64 lower-case hex digits.", {},
                      "preview_sha256");
  }
  if (!is_print_spec(request.print_spec)) {
    return base::fail(ErrorCode::kInvalidInput, "We do not print on this product.", {}, "print_spec");
  }
  if (!request.upload_key.empty() && !is_sha256_hex(request.upload_key)) {
    return base::fail(ErrorCode::kInvalidInput, "The upload's key must be 64 lower-case hex digits.", {}, "upload_key");
  }
  domain::Design design;
  design.scene = request.scene;
  design.recipe_json = std::move(input->recipe_json);
  design.print_spec = request.print_spec;
  design.preview_sha256 = request.preview_sha256;
  return design;
}

bool same_wish(const domain::Design& one, const domain::Design& other) {
  return one.scene == other.scene && one.recipe_json == other.recipe_json && one.print_spec == other.print_spec &&
         one.preview_sha256 == other.preview_sha256;
}

// The design that an earlier upload under this key has made, if the customer can still use it.
base::Result<std::optional<domain::Design>> already_uploaded(Services& services, const std::string& key,
                                                             const domain::Design& wanted) {
  using Found = base::Result<std::optional<domain::Design>>;
  if (key.empty()) return std::nullopt;
  return with_transaction(services.database, [&](ports::Transaction& transaction) -> Found {
    auto found = transaction.designs().find_by_upload(key);
    if (!found || found->status == domain::DesignStatus::kRejected) return std::nullopt;
    if (!same_wish(*found, wanted)) {
      return base::fail(ErrorCode::kConflict, "Another picture was sent under this key.", {}, "upload_key");
    }
    return found;
  });
}

base::Result<void> record(Services& services, const domain::Design& design, const std::string& upload_key) {
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    transaction.designs().insert(design);
    if (!upload_key.empty() && !transaction.designs().link_upload(upload_key, design.id)) {
      return base::fail(ErrorCode::kConflict, "This picture is being sent twice at once.", {}, "upload_key");
    }
    transaction.jobs().enqueue({std::string(domain::kRenderDesign), design.id.value, design.created_at});
    return {};
  });
}

}  // namespace

base::Result<domain::Design> upload_design(Services& services, const UploadRequest& request) {
  auto checked = check(services, request);
  if (!checked) return checked;
  domain::Design design = std::move(*checked);
  const auto earlier = already_uploaded(services, request.upload_key, design);
  if (!earlier) return base::forward_error(earlier);
  if (*earlier) return **earlier;
  design.id.value = services.ids.new_uuid();
  design.photo_key.value = "photos/" + design.id.value;
  design.created_at = services.clock.now();

  // The object first: a row never points at nothing. If the row then fails, the object goes again.
  if (const auto stored = services.storage.put(design.photo_key, request.photo, "application/octet-stream"); !stored) {
    return base::forward_error(stored);
  }
  base::kill_point(domain::kill_points::kPhotoKept);
  if (const auto recorded = record(services, design, request.upload_key); !recorded) {
    if (const auto removed = services.storage.remove(design.photo_key); !removed) {
      base::log_error("an orphaned photo stays in storage", removed.error(), {{"key", design.photo_key.value}});
    }
    // Sent twice at once: the other one was first.
    const auto twin = already_uploaded(services, request.upload_key, design);
    if (twin && *twin) return **twin;
    return base::forward_error(recorded);
  }
  services.metrics.count("picasso_designs_uploaded_total");
  base::kill_point(domain::kill_points::kDesignStored);
  return design;
}

}  // namespace app
