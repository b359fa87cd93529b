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
    case 400: return {"That did not work", "The address or the form was not complete."};
    case 404: return {"There is nothing here", "This page does not exist, or the link was cut short."};
    case 405: return {"That is not possible here", "This address cannot be used that way."};
    case 409: return {"That does not fit together", "Something has changed in the meantime."};
    case 503: return {"We will be right back", "A part of the shop does not answer. Please try again in a minute."};
    default: return {"Something went wrong", "It is our fault, not yours. Please try again in a minute."};
  }
}

// Styles may hang on the entry itself or on the chunks it shares with other entries.
std::string first_style(const json& manifest, const json& entry, int depth = 0) {
  if (entry.contains("css") && !entry["css"].empty()) return "/" + entry["css"][0].get<std::string>();
  if (depth > 4 || !entry.contains("imports")) return "";
  for (const auto& import : entry["imports"]) {
    const auto found = manifest.find(import.get<std::string>());
    if (found == manifest.end()) continue;
    if (auto style = first_style(manifest, *found, depth + 1); !style.empty()) return style;
  }
  return "";
}

}  // namespace

std::map<std::string, PageAssets, std::less<>> read_asset_manifest(const std::string& path) {
  std::ifstream file(path);
  const json manifest = json::parse(file, nullptr, false);
  if (!manifest.is_object()) throw std::runtime_error("the web build's manifest is missing or malformed: " + path);
  std::map<std::string, PageAssets, std::less<>> assets;
  for (const auto& [name, entry] : manifest.items()) {
    if (!entry.value("isEntry", false)) continue;
    const std::string file_url = "/" + entry.value("file", "");
    const bool is_style = file_url.ends_with(".css");
    assets[name] = {is_style ? "" : file_url, is_style ? file_url : first_style(manifest, entry)};
  }
  return assets;
}

Pages::Pages(ports::TemplateRenderer& templates, ports::Clock& clock,
             std::map<std::string, PageAssets, std::less<>> assets, std::string public_base_url, bool sandbox)
    : templates_(templates),
      clock_(clock),
      assets_(std::move(assets)),
      public_base_url_(std::move(public_base_url)),
      sandbox_(sandbox) {}

Response Pages::render(std::string_view template_name, const PageHead& head, json context, int status) const {
  const auto found = assets_.find(head.entry);
  const PageAssets assets = found == assets_.end() ? PageAssets{} : found->second;
  context["page_title"] = head.title;
  context["page_description"] = head.description;
  context["canonical_url"] = public_base_url_ + head.path;
  context["css_url"] = assets.style;
  context["js_url"] = assets.script;
  context["sandbox"] = sandbox_;
  context["year"] = base::to_rfc3339(clock_.now()).substr(0, 4);
  auto html = templates_.render(template_name, context);
  if (!html) {
    base::log_error("a page could not be rendered", html.error(), {{"template", std::string(template_name)}});
    return {500, "text/plain; charset=utf-8", "Something went wrong. Please try again in a minute.\n", {}};
  }
  return {status, "text/html; charset=utf-8", std::move(*html), {{"Cache-Control", "no-cache"}}};
}

Response Pages::error(int status, const std::string& detail) const {
  const auto text = error_text(status);
  const std::string heading(text.heading);
  return render("error", {"pages/main.ts", heading + " - Picasso Pet", heading, "/"},
                {{"status", status}, {"heading", heading}, {"detail", detail.empty() ? text.detail : detail}}, status);
}

}  // namespace http
