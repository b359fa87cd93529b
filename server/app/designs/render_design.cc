#include "app/designs/render_design.h"

#include <utility>

#include "app/designs/preview_keys.h"
#include "app/designs/print_file.h"
#include "app/finish_job.h"
#include "base/kill_point.h"
#include "base/log.h"
#include "domain/kill_points.h"

namespace app {
namespace {

using base::ErrorCode;
using domain::Design;
using domain::DesignStatus;

bool is_the_photos_fault(ErrorCode code) {
  return code == ErrorCode::kInvalidInput || code == ErrorCode::kUnsupportedMedia || code == ErrorCode::kTooLarge;
}

struct Pictures {
  ports::RenderedImage preview, small, print;
};

bool is_forgotten(const Design& design) {
  return design.status == DesignStatus::kRejected && design.rejection_reason == domain::kForgottenDesign;
}

base::Result<void> reject(Services& services, const domain::Job& job, const domain::DesignId& id,
                          const std::string& reason) {
  const auto now = services.clock.now();
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto design = transaction.designs().find_for_update(id);
    if (design && design->status == DesignStatus::kPending) {
      design->status = DesignStatus::kRejected;
      design->rejection_reason = reason;
      transaction.designs().update(*design);
    }
    return finish_job(transaction, job, now);
  });
}

// Nothing of a design that was called off is kept; the job ends only then.
base::Result<void> clear_away(Services& services, const domain::Job& job, const Design& design,
                              const std::vector<domain::ObjectKey>& made = {}) {
  std::vector<domain::ObjectKey> keys{design.photo_key, preview_key_of(design.id), small_preview_key_of(design.id)};
  keys.insert(keys.end(), made.begin(), made.end());
  for (const auto& key : keys) {
    if (const auto removed = services.storage.remove(key); !removed) return removed;
  }
  return finish_job(services, job);
}

base::Result<void> store_and_complete(Services& services, const domain::Job& job, const Design& design, const Pictures& pictures) {
  const auto preview_key = preview_key_of(design.id);
  for (const auto& [key, image] : {std::pair{preview_key, &pictures.preview}, {small_preview_key_of(design.id), &pictures.small}}) {
    if (const auto stored = services.storage.put(key, image->png, "image/png"); !stored) return stored;
  }
  const auto print_file = store_print_file(services, design.id, design.print_spec, pictures.print);
  if (!print_file) return base::forward_error(print_file);
  const auto now = services.clock.now();
  const auto wanted = with_transaction(services.database, [&](ports::Transaction& transaction) -> base::Result<bool> {
    auto current = transaction.designs().find_for_update(design.id);
    if (current && is_forgotten(*current)) return false;
    if (current && current->status == DesignStatus::kPending) {
      current->status = DesignStatus::kComplete;
      current->preview_key = preview_key;
      current->processed_key = transaction.designs().insert_print_file(*print_file).key;
      transaction.designs().update(*current);
    }
    const auto finished = finish_job(transaction, job, now);
    return finished ? base::Result<bool>(true) : base::forward_error(finished);
  });
  if (!wanted) return base::forward_error(wanted);
  return *wanted ? base::Result<void>{} : clear_away(services, job, design, {print_file->key});
}

base::Result<void> scan_and_render(Services& services, const domain::Job& job, const Design& design) {
  const auto photo = services.storage.get(design.photo_key);
  if (!photo) return base::forward_error(photo);
  const auto verdict = services.scanner.scan(*photo);
  if (!verdict) return base::forward_error(verdict);
  if (verdict->infection) {
    base::log(base::LogLevel::kWarning, "an upload is infected",
              {{"design", design.id.value}, {"signature", *verdict->infection}});
    if (const auto removed = services.storage.remove(design.photo_key); !removed) return removed;
    return reject(services, job, design.id,
                  "Our virus scanner found something harmful in this file, so we deleted it. Please choose another photo.");
  }
  auto images = services.renderer.render(
      {*photo, design.scene, design.recipe_json, {std::string(kPreviewTarget), std::string(kSmallPreviewTarget), design.print_spec}});
  if (!images) {
    if (is_the_photos_fault(images.error().code)) {
      return reject(services, job, design.id, images.error().public_message);
    }
    return base::forward_error(images);
  }
  const Pictures pictures{std::move((*images)[0]), std::move((*images)[1]), std::move((*images)[2])};
  if (pictures.preview.pixel_sha256 != design.preview_sha256) {
    services.metrics.count("picasso_preview_mismatches_total");
    base::log(base::LogLevel::kError, "the rendered preview differs from the one the customer saw",
              {{"design", design.id.value}, {"seen", design.preview_sha256}, {"rendered", pictures.preview.pixel_sha256}});
    return reject(services, job, design.id,
                  "The picture we rendered is not exactly the one you saw. Please reload the studio and add it again.");
  }
  base::kill_point(domain::kill_points::kDesignRendered);
  return store_and_complete(services, job, design, pictures);
}

}  // namespace

base::Result<void> render_design(Services& services, const domain::Job& job) {
  const auto design = with_transaction(services.database, [&](ports::Transaction& transaction) {
    return base::Result<std::optional<Design>>(transaction.designs().find({job.payload}));
  });
  if (!design) return base::forward_error(design);
  if (*design && is_forgotten(**design)) return clear_away(services, job, **design);
  if (!*design || (*design)->status != DesignStatus::kPending) return finish_job(services, job);
  return scan_and_render(services, job, **design);
}

base::Result<void> give_up_design(Services& services, const domain::Job& job) {
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto design = transaction.designs().find_for_update({job.payload});
    if (!design || design->status != DesignStatus::kPending) return {};
    design->status = DesignStatus::kRejected;
    design->rejection_reason = "We could not turn this photo into a print. Please try another one.";
    transaction.designs().update(*design);
    return {};
  });
}

}  // namespace app
