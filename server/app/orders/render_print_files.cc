#include "app/orders/render_print_files.h"

#include "app/designs/print_file.h"
#include "app/designs/render_design.h"
#include "app/finish_job.h"
#include "base/kill_point.h"
#include "base/log.h"
#include "domain/kill_points.h"

namespace app {
namespace {

base::Failure no_longer_approved(Services& services, const domain::Design& design, const std::string& rendered) {
  services.metrics.count("picasso_preview_mismatches_total");
  return base::fail(base::ErrorCode::kConflict, "The picture is not exactly the one that was approved.",
                    "design " + design.id.value + " no longer renders as the preview the customer approved (approved " +
                        design.preview_sha256 + ", rendered " + rendered + ")");
}

// Of a design that was withdrawn while it was painted. What cannot be taken away now, the next sweep finds.
void take_back(Services& services, const domain::PrintFile& file) {
  if (const auto removed = services.storage.remove(file.key); !removed) {
    base::log_error("a withdrawn print file stays in storage", removed.error(), {{"key", file.key.value}});
  }
}

base::Result<void> render_line(Services& services, const domain::OrderLine& line) {
  struct Needed {
    domain::Design design;
    bool already_there = false;
  };
  const auto needed = with_transaction(services.database, [&](ports::Transaction& transaction) -> base::Result<Needed> {
    const auto design = transaction.designs().find(line.design_id);
    if (!design) return base::fail(base::ErrorCode::kInternal, "Something went wrong.", "an ordered design is gone");
    return Needed{*design, transaction.designs().find_print_file(line.design_id, line.print_spec).has_value()};
  });
  if (!needed) return base::forward_error(needed);
  if (needed->already_there) return {};

  const auto photo = services.storage.get(needed->design.photo_key);
  if (!photo) return base::forward_error(photo);
  const auto& design = needed->design;
  // The scene or the compositor may have changed since the customer approved the preview.
  const auto images = services.renderer.render(
      {*photo, design.scene, design.recipe_json, {std::string(kPreviewTarget), line.print_spec}});
  if (!images) return base::forward_error(images);
  const auto& preview = images->at(0);
  if (preview.pixel_sha256 != design.preview_sha256) return no_longer_approved(services, design, preview.pixel_sha256);
  const auto file = store_print_file(services, line.design_id, line.print_spec, images->at(1));
  if (!file) return base::forward_error(file);
  base::kill_point(domain::kill_points::kPrintFileKept);
  bool is_withdrawn = false;
  const auto kept = services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    const auto current = transaction.designs().find_for_update(line.design_id);
    is_withdrawn = !current || current->status == domain::DesignStatus::kRejected;
    if (!is_withdrawn) transaction.designs().insert_print_file(*file);
    return {};
  });
  if (kept && is_withdrawn) take_back(services, *file);
  return kept;
}

}  // namespace

base::Result<void> render_print_files(Services& services, const domain::Job& job) {
  const auto order = with_transaction(services.database, [&](ports::Transaction& transaction) {
    return base::Result<std::optional<domain::Order>>(transaction.orders().find({job.payload}));
  });
  if (!order) return base::forward_error(order);
  if (!*order || (*order)->state != domain::OrderState::kPaid) return finish_job(services, job);
  for (const auto& line : (*order)->lines) {
    if (const auto rendered = render_line(services, line); !rendered) return rendered;
  }
  base::kill_point(domain::kill_points::kOrderRendered);
  const auto now = services.clock.now();
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    transaction.jobs().enqueue({std::string(domain::kSubmitFulfillment), job.payload, now});
    return finish_job(transaction, job, now);
  });
}

}  // namespace app
