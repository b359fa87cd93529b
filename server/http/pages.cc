#include "http/pages.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <utility>

#include "base/log.h"

namespace http {
namespace {

using nlohmann::json;

struct ErrorText {
  std::string_view heading;
  std::string_view detail;
};

ErrorText error_text(int status) {
  switch (status) {
    case 400:
      return {"That did not work", "The address or the form was not complete."};
    case 404:
      return {"There is nothing here", "This page does not exist, or the link was cut short."};
    case 405:
      return {"That is not possible here", "This address cannot be used that way."};
    case 409:
      return {"That does not fit together", "Something has changed in the meantime."};
    case 503:
      return {"We will be right back", "A part of the shop does not answer. Please try again in a minute."};
    default:
      return {"Something went wrong", "It is our fault, not yours. Please try again in a minute."};
  }
}

constexpr std::string_view kStyleEntry = "styles/site.css";
constexpr std::string_view kEveryPagesScript = "studio/pages/site.ts";

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
    for (const auto& [name, address] : pictures.items()) assets.pictures[name] = address.get<std::string>();
  }
  return assets;
}

Pages::Pages(ports::TemplateRenderer& templates, ports::Clock& clock, WebAssets assets, std::string public_base_url,
             bool sandbox)
    : templates_(templates),
      clock_(clock),
      assets_(std::move(assets)),
      public_base_url_(std::move(public_base_url)),
      sandbox_(sandbox) {}

Response Pages::render(std::string_view template_name, const PageHead& head, json context, int status) const {
  const auto script = assets_.scripts.find(head.script.empty() ? kEveryPagesScript : head.script);
  context["page_title"] = head.title;
  context["page_description"] = head.description;
  if (status == 200) context["canonical_url"] = public_base_url_ + head.path;
  context["css_url"] = assets_.style;
  context["font_url"] = assets_.font;
  context["js_url"] = script == assets_.scripts.end() ? "" : script->second;
  if (!assets_.pictures.empty()) context["pictures"] = assets_.pictures;
  context["sandbox"] = sandbox_;
  context["year"] = base::to_rfc3339(clock_.now()).substr(0, 4);
  auto html = templates_.render(template_name, context);
  if (!html) {
    base::log_error("a page could not be rendered", html.error(), {{"template", std::string(template_name)}});
    return {500, "text/plain; charset=utf-8", "Something went wrong. Please try again in a minute.\n", {}};
  }
  return {status, "text/html; charset=utf-8", std::move(*html), {{"Cache-Control", "no-cache"}}};
}

std::string Pages::picture(std::string_view name) const {
  const auto found = assets_.pictures.find(name);
  return found == assets_.pictures.end() ? "" : found->second;
}

Response Pages::error(int status, const std::string& detail) const {
  const auto text = error_text(status);
  const std::string heading(text.heading);
  return render("error", {"", heading + " - Picasso Pet", heading, "/"},
                {{"status", status}, {"heading", heading}, {"detail", detail.empty() ? text.detail : detail}}, status);
}

}  // namespace http
