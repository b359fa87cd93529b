#include <nlohmann/json.hpp>

#include "app/designs/call_off_design.h"
#include "app/designs/preview_keys.h"
#include "app/designs/preview_photo.h"
#include "app/designs/upload_design.h"
#include "base/digest.h"
#include "http/handlers/handlers.h"
#include "http/multipart.h"
#include "http/problem.h"
#include "http/problem_language.h"

namespace http {
namespace {

using base::ErrorCode;
using domain::Design;
using domain::DesignStatus;
using nlohmann::json;

std::string text_of(const std::vector<MultipartPart>& parts, std::string_view name, std::string_view otherwise = {}) {
  const auto* part = find_part(parts, name);
  return std::string(part ? part->data : otherwise);
}

base::Result<Design> find_design(const Dependencies& to, const std::string& id) {
  return with_transaction(to.services.database, [&](ports::Transaction& transaction) -> base::Result<Design> {
    auto design = base::is_uuid(id) ? transaction.designs().find({id}) : std::nullopt;
    if (!design) return base::fail(ErrorCode::kNotFound, "We do not know this design.");
    return *design;
  });
}

std::string status_url(const Design& design) { return "/api/designs/" + design.id.value; }

json to_json(const Design& design, const ports::Wording& wording, domain::Language language) {
  json body{{"id", design.id.value},
            {"status", to_string(design.status)},
            {"scene", design.scene},
            {"created_at", base::to_rfc3339(design.created_at)}};
  if (design.rejection_reason) body["reason"] = said_in(wording, language, *design.rejection_reason);
  if (design.preview_key) body["preview_url"] = status_url(design) + "/preview.png";
  return body;
}

}  // namespace

Response post_upload(const Dependencies& to, const Request& request) {
  const auto parts = parse_multipart(request.header("content-type"), request.body);
  if (!parts) return problem(parts.error());
  const auto* photo = find_part(*parts, "photo");
  if (!photo) {
    return problem({ErrorCode::kInvalidInput, "Please choose a photo.", {}, "photo"});
  }
  const auto design = app::upload_design(
      to.services, {photo->data, text_of(*parts, "recipe"), text_of(*parts, "scene", "the-scream"),
                    text_of(*parts, "preview_sha256"), text_of(*parts, "print_spec", "tee"), text_of(*parts, "upload_key")});
  if (!design) return problem(design.error());
  auto response = json_response(
      202, {{"id", design->id.value}, {"status", to_string(design->status)}, {"status_url", status_url(*design)}});
  response.headers.emplace_back("Location", status_url(*design));
  response.headers.emplace_back("Retry-After", "1");
  return response;
}

Response post_preview(const Dependencies& to, const Request& request) {
  const auto parts = parse_multipart(request.header("content-type"), request.body);
  if (!parts) return problem(parts.error());
  const auto* photo = find_part(*parts, "photo");
  if (!photo) return problem({ErrorCode::kInvalidInput, "Please choose a photo.", {}, "photo"});
  const auto recipe = text_of(*parts, "recipe");
  auto image = app::preview_photo(to.services, {photo->data, recipe, text_of(*parts, "scene", "the-scream")});
  if (!image) return problem(image.error());
  return {200, "image/png", std::move(image->png), {{"Cache-Control", "private, no-store"}, {"Preview-SHA256", image->pixel_sha256}}};
}

Response get_design(const Dependencies& to, const Request& request, const std::string& id) {
  const auto design = find_design(to, id);
  if (!design) return problem(design.error());
  auto response = json_response(200, to_json(*design, to.services.wording, request.language));
  const std::string etag = "\"" + base::sha256_hex(response.body).substr(0, 32) + "\"";
  if (request.header("if-none-match") == etag) {
    response.status = 304;
    response.body.clear();
  }
  response.headers.emplace_back("ETag", etag);
  response.headers.emplace_back("Cache-Control", "private, no-cache");
  if (design->status == DesignStatus::kPending) response.headers.emplace_back("Retry-After", "1");
  return response;
}

Response get_design_preview(const Dependencies& to, const Request&, const std::string& id) {
  const auto design = find_design(to, id);
  if (!design) return problem(design.error());
  if (!design->preview_key) return problem({ErrorCode::kNotFound, "This preview is not ready.", {}, {}});
  auto png = to.services.storage.get(*design->preview_key);
  if (!png) return problem(png.error());
  return {200, "image/png", std::move(*png), {{"Cache-Control", "private, max-age=31536000, immutable"}}};
}

// Of a design without a small preview, the whole one.
Response get_small_preview(const Dependencies& to, const Request& request, const std::string& id) {
  const auto design = find_design(to, id);
  if (!design) return problem(design.error());
  auto png = to.services.storage.get(app::small_preview_key_of(design->id));
  if (!png && png.error().code == ErrorCode::kNotFound) return get_design_preview(to, request, id);
  if (!png) return problem(png.error());
  return {200, "image/png", std::move(*png), {{"Cache-Control", "private, max-age=31536000, immutable"}}};
}

Response delete_design(const Dependencies& to, const Request&, const std::string& id) {
  const auto called_off = app::call_off_design(to.services, id);
  if (!called_off) return problem(called_off.error());
  return {204, "", "", {}};
}

Response get_print_file(const Dependencies& to, const std::string& token, const std::string& file_name) {
  const auto key = with_transaction(to.services.database,
                                    [&](ports::Transaction& transaction) -> base::Result<domain::ObjectKey> {
                                      const auto file = transaction.designs().find_print_file_by_token(token);
                                      if (!file || file_name != file->sha256 + ".png") {
                                        return base::fail(ErrorCode::kNotFound, "There is no such print file.");
                                      }
                                      return file->key;
                                    });
  if (!key) return problem(key.error());
  auto png = to.services.storage.get(*key);
  if (!png) return problem(png.error());
  return {200, "image/png", std::move(*png), {{"Cache-Control", "private, max-age=604800, immutable"}}};
}

}  // namespace http
