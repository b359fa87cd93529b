#include "http/pages.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "base/log.h"

namespace http {
namespace {

using nlohmann::json;

// The statuses that have words of their own; "error.500.heading" serves the others.
constexpr std::array kWordedStatuses = {400, 404, 405, 408, 409, 411, 413, 414, 429, 431, 500, 502, 503, 504};

constexpr std::string_view kStyleEntry = "styles/site.css";
constexpr std::string_view kEveryPagesScript = "studio/pages/site.ts";

std::string words_entry(domain::Language language) {
  return "studio/text/" + std::string(to_string(language)) + ".ts";
}

json languages_of(domain::Language shown, const std::string& base_url, const PageHead& head) {
  json languages = json::array();
  for (const auto language : domain::kLanguages) {
    const bool current = language == shown;
    languages.push_back({{"code", to_string(language)},
                         {"name", language == domain::Language::kGerman ? "Deutsch" : "English"},
                         {"url", base_url + path_prefix(language) + head.path},
                         {"path", path_prefix(language) + head.path + head.query},
                         {"current", current}});
  }
  return languages;
}

json read_json(const std::string& path) {
  std::ifstream file(path);
  return json::parse(file, nullptr, false);
}

}  // namespace

WebAssets read_web_assets(const std::string& dist_folder) {
  const std::string path = dist_folder + "/.vite/manifest.json";
  const json manifest = read_json(path);
  if (!manifest.is_object()) throw std::runtime_error("the web build's manifest is missing or malformed: " + path);
  WebAssets assets;
  for (const auto& [source, entry] : manifest.items()) {
    const std::string address = "/" + entry.value("file", "");
    if (source.ends_with(".woff2")) assets.font = address;
    if (!entry.value("isEntry", false)) continue;
    if (source == kStyleEntry) {
      assets.style = address;
    } else {
      assets.scripts[source] = address;
    }
  }
  const json pictures = read_json(dist_folder + "/pictures.json");
  if (pictures.is_object()) {
    for (const auto& [name, picture] : pictures.items()) {
      assets.pictures[name] = {picture.value("src", ""), picture.value("width", 0), picture.value("height", 0),
                               picture.value("avif", ""), picture.value("webp", "")};
    }
  }
  return assets;
}

json picture_context(const Picture& picture) {
  return {{"src", picture.src},
          {"width", picture.width},
          {"height", picture.height},
          {"avif", picture.avif},
          {"webp", picture.webp}};
}

Pages::Pages(ports::TemplateRenderer& templates, const ports::Wording& wording, ports::Clock& clock, WebAssets assets,
             Shop shop)
    : templates_(templates), wording_(wording), clock_(clock), assets_(std::move(assets)), shop_(std::move(shop)) {}

std::string Pages::script(std::string_view entry) const {
  const auto found = assets_.scripts.find(entry);
  return found == assets_.scripts.end() ? "" : found->second;
}

Response Pages::render(std::string_view template_name, domain::Language language, const PageHead& head, json context,
                       int status) const {
  context["page_title"] = head.title;
  context["page_description"] = head.description;
  context["language"] = to_string(language);
  context["home"] = path_prefix(language);
  context["languages"] = languages_of(language, shop_.public_base_url, head);
  const bool listed = status == 200 && head.listed && head.query.empty();
  context["listed"] = listed;
  if (listed) context["canonical_url"] = shop_.public_base_url + path_prefix(language) + head.path;
  context["default_url"] = shop_.public_base_url + head.path;
  context["css_url"] = assets_.style;
  context["font_url"] = assets_.font;
  context["words_url"] = script(words_entry(language));
  context["js_url"] = script(head.script.empty() ? kEveryPagesScript : head.script);
  add_pictures(context);
  add_owner(context, language);
  context["analytics_id"] = shop_.analytics_id;
  context["sandbox"] = shop_.sandbox;
  context["year"] = base::to_rfc3339(clock_.now()).substr(0, 4);
  auto html = templates_.render(template_name, language, context);
  if (!html) {
    base::log_error("a page could not be rendered", html.error(), {{"template", std::string(template_name)}});
    return {500, "text/plain; charset=utf-8", "Something went wrong. Please try again in a minute.\n", {}};
  }
  return {status, "text/html; charset=utf-8", std::move(*html), {{"Cache-Control", "no-cache"}}};
}

PageHead Pages::head_of(domain::Language language, std::string_view name, std::string path,
                        std::string_view script) const {
  const std::string page(name);
  return {script, wording_.text(language, page + ".page_title"), wording_.text(language, page + ".page_description"),
          std::move(path), {}};
}

void Pages::add_pictures(json& context) const {
  for (const auto& [name, picture] : assets_.pictures) context["pictures"][name] = picture_context(picture);
  if (const auto* card = picture("card")) {
    context["card"] = {{"url", shop_.public_base_url + card->src}, {"width", card->width}, {"height", card->height}};
  }
}

void Pages::add_owner(json& context, domain::Language language) const {
  context["owner_name"] = shop_.owner.name;
  context["owner_email"] = shop_.owner.email;
  context["owner_phone"] = shop_.owner.phone;
  context["owner_vat_id"] = shop_.owner.vat_id;
  context["owner_address"] = json::array();
  for (const auto& line : shop_.owner.address) context["owner_address"].push_back({{"line", line}});
  if (!shop_.owner.country.empty()) {
    context["owner_address"].push_back({{"line", wording_.country(language, shop_.owner.country)}});
  }
}

const Picture* Pages::picture(std::string_view name) const {
  const auto found = assets_.pictures.find(name);
  return found == assets_.pictures.end() ? nullptr : &found->second;
}

Response Pages::error(domain::Language language, int status, const std::string& detail) const {
  const bool worded = std::find(kWordedStatuses.begin(), kWordedStatuses.end(), status) != kWordedStatuses.end();
  const std::string key = "error." + std::to_string(worded ? status : 500);
  const std::string heading = wording_.text(language, key + ".heading");
  return render("error", language,
                {"", wording_.text(language, "error.page_title", {{"heading", heading}}), heading, "/", {}},
                {{"status", status},
                 {"heading", heading},
                 {"detail", detail.empty() ? wording_.text(language, key + ".detail") : detail}},
                status);
}

}  // namespace http
