#include <nlohmann/json.hpp>

#include "app/privacy/request_deletion.h"
#include "base/log.h"
#include "http/handlers/handlers.h"
#include "http/problem.h"
#include "http/url.h"

namespace http {
namespace {

using nlohmann::json;

std::string field_of(const Request& request, std::string_view name) {
  for (auto& [field, value] : form_decode(request.body)) {
    if (field == name) return value;
  }
  return {};
}

// `step` is the part of the page that is shown: "asking", "asked", "confirming", "done". `query` leads to the same page
// in another language.
Response deletion_page(const Dependencies& to, const Request& request, const std::string& step, json context = {},
                       const std::string& query = {}, int status = 200) {
  context[step] = true;
  auto head = to.pages.head_of(request.language, "deletion", query.empty() ? "/privacy/delete" : "/privacy/delete/confirm");
  head.query = query;
  auto response = to.pages.render("deletion", request.language, head, std::move(context), status);
  response.headers = {{"Cache-Control", "private, no-store"}, {"Referrer-Policy", "no-referrer"}};
  return response;
}

Response failure(const Dependencies& to, const Request& request, const base::Error& error) {
  if (error.code == base::ErrorCode::kNotFound) {
    return to.pages.error(request.language, 404, to.services.wording.text(request.language, "deletion.link_unknown"));
  }
  base::log_error("a wish for deletion failed", error, {{"request", request.id}});
  return to.pages.error(request.language, status_of(error.code));
}

}  // namespace

Response get_deletion_page(const Dependencies& to, const Request& request) {
  return deletion_page(to, request, "asking");
}

Response post_deletion(const Dependencies& to, const Request& request) {
  const auto asked = app::request_deletion(to.services, field_of(request, "email"), request.language);
  if (asked) return deletion_page(to, request, "asked");
  if (asked.error().code == base::ErrorCode::kInvalidInput) {
    return deletion_page(to, request, "asking", {{"no_email", true}}, {}, 400);
  }
  return failure(to, request, asked.error());
}

// Following a link changes nothing: mail programs follow them, too.
Response get_deletion_confirmation(const Dependencies& to, const Request& request) {
  const auto id = request.query_value("id").value_or("");
  const auto signature = request.query_value("t").value_or("");
  const auto good = app::check_deletion_link(to.services, id, signature);
  if (!good) return failure(to, request, good.error());
  return deletion_page(to, request, "confirming", {{"id", id}, {"signature", signature}}, "?id=" + id + "&t=" + signature);
}

Response post_deletion_confirmation(const Dependencies& to, const Request& request) {
  const auto confirmed = app::confirm_deletion(to.services, field_of(request, "id"), field_of(request, "t"));
  if (!confirmed) return failure(to, request, confirmed.error());
  return deletion_page(to, request, "done");
}

}  // namespace http
