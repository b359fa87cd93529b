#include "sandbox/services/stripe/paging.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

namespace sandbox::stripe {
namespace {

using Json = nlohmann::json;

std::size_t page_size(const Json& params) {
  return static_cast<std::size_t>(std::clamp<std::int64_t>(params.value("limit", std::int64_t{10}), 1, 100));
}

}  // namespace

ApiResult<Json> list_page(const Listing& listing, const Json& params) {
  const auto after = params.value("starting_after", std::string{});
  const auto before = params.value("ending_before", std::string{});
  if (!after.empty() && !before.empty()) {
    return invalid("", "You may only specify one of these parameters: starting_after, ending_before.");
  }
  auto first = listing.newest_first.begin();
  auto last = listing.newest_first.end();
  if (const auto& cursor = after.empty() ? before : after; !cursor.empty()) {
    const auto at = std::find_if(first, last, [&](const Json& object) { return object["id"] == cursor; });
    if (at == last) return no_such(listing.what, cursor, after.empty() ? "ending_before" : "starting_after");
    (after.empty() ? last : first) = after.empty() ? at : std::next(at);
  }
  std::vector<Json> found;
  std::copy_if(first, last, std::back_inserter(found), listing.is_wanted);
  const auto size = page_size(params);
  const bool has_more = found.size() > size;
  const auto too_many = static_cast<std::ptrdiff_t>(has_more ? found.size() - size : 0);
  if (before.empty()) {
    found.erase(found.end() - too_many, found.end());
  } else {
    found.erase(found.begin(), found.begin() + too_many);
  }
  return Json{{"object", "list"}, {"data", found}, {"has_more", has_more}, {"url", listing.url}};
}

void sort_newest_first(std::vector<Json>& objects) {
  std::sort(objects.begin(), objects.end(), [](const Json& one, const Json& other) {
    return std::pair(one["created"], one["id"]) > std::pair(other["created"], other["id"]);
  });
}

}  // namespace sandbox::stripe
