#include <charconv>
#include <nlohmann/json.hpp>

#include "app/sharing/create_share.h"
#include "app/sharing/open_share.h"
#include "app/sharing/revoke_share.h"
#include "http/handlers/handlers.h"
#include "http/multipart.h"
#include "http/problem.h"

namespace http {
namespace {

using base::ErrorCode;
using nlohmann::json;

std::optional<std::string> text_of(const std::vector<MultipartPart>& parts, std::string_view name) {
  const auto* part = find_part(parts, name);
  return part ? std::optional<std::string>(part->data) : std::nullopt;
}

// 0, which is refused, where it is no number.
int quantity_of(const std::vector<MultipartPart>& parts) {
  const auto text = text_of(parts, "quantity").value_or("1");
  int quantity = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), quantity);
  return error == std::errc{} && end == text.data() + text.size() ? quantity : 0;
}

// A person's photo: no shared cache keeps it, no search engine lists it.
void keep_private(Response& response) {
  response.headers.emplace_back("Cache-Control", "private, no-store");
  response.headers.emplace_back("X-Robots-Tag", "noindex, nofollow");
}

std::string address_of(const domain::Share& share) { return "/api/shares/" + share.id.value; }

}  // namespace

Response post_share(const Dependencies& to, const Request& request) {
  const auto parts = parse_multipart(request.header("content-type"), request.body);
  if (!parts) return problem(parts.error());
  const auto* photo = find_part(*parts, "photo");
  if (!photo) return problem({ErrorCode::kInvalidInput, "Please choose a photo.", {}, "photo"});
  const auto recipe = text_of(*parts, "recipe").value_or("");
  const auto created = app::create_share(to.services, {photo->data, recipe, text_of(*parts, "scene").value_or("the-scream"),
                                                       text_of(*parts, "variant_sku"), quantity_of(*parts)});
  if (!created) return problem(created.error());
  const auto& share = created->share;
  auto response = json_response(201, {{"id", share.id.value},
                                      {"url", to.services.public_base_url + path_prefix(request.language) + "/studio?design=" + share.id.value},
                                      {"secret", created->secret.expose()},
                                      {"expires_at", base::to_rfc3339(share.expires_at)}});
  response.headers.emplace_back("Location", address_of(share));
  keep_private(response);
  return response;
}

Response get_share(const Dependencies& to, const Request&, const std::string& id) {
  const auto share = app::open_share(to.services, id);
  if (!share) return problem(share.error());
  json body{{"id", share->id.value},
            {"scene", share->scene},
            {"recipe", share->recipe_json},
            {"photo_url", address_of(*share) + "/photo"},
            {"photo_type", share->photo_type},
            {"quantity", share->quantity},
            {"expires_at", base::to_rfc3339(share->expires_at)}};
  if (share->variant_sku) body["variant_sku"] = *share->variant_sku;
  auto response = json_response(200, body);
  keep_private(response);
  return response;
}

Response get_shared_photo(const Dependencies& to, const Request&, const std::string& id) {
  const auto share = app::open_share(to.services, id);
  if (!share) return problem(share.error());
  auto photo = app::read_shared_photo(to.services, *share);
  if (!photo) return problem(photo.error());
  Response response{200, share->photo_type, std::move(*photo), {{"Content-Disposition", "attachment"}}};
  keep_private(response);
  return response;
}

Response delete_share(const Dependencies& to, const Request& request, const std::string& id) {
  const auto revoked = app::revoke_share(to.services, id, request.header("share-secret"));
  if (!revoked) return problem(revoked.error());
  return {204, "", "", {}};
}

}  // namespace http
