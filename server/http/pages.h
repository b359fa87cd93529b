#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "http/message.h"
#include "ports/clock.h"
#include "ports/template_renderer.h"
#include "ports/wording.h"

namespace http {

// What the web build made, under the addresses it has now.
struct WebAssets {
  std::string style;                                         // of every page
  std::string font;                                          // of headings, wanted before the style is read
  std::map<std::string, std::string, std::less<>> scripts;   // source entry ("studio/pages/cart.ts") -> address
  std::map<std::string, std::string, std::less<>> pictures;  // "hero_after" -> address; empty where none were drawn
};

// Reads dist/.vite/manifest.json and dist/pictures.json. Throws std::runtime_error when the manifest is missing or
// malformed: the web build has not run.
WebAssets read_web_assets(const std::string& dist_folder);

// What a page is besides its own context.
struct PageHead {
  std::string_view script;  // source entry; empty for the one that every page has
  std::string title;
  std::string description;
  std::string path;   // without the language's prefix, for the canonical link and the other languages
  std::string query;  // "?t=..." of a page that is somebody's own: it has no canonical link and no search engine lists it
};

// Renders mustache pages inside the shop's layout.
class Pages {
 public:
  // All must outlive the pages.
  Pages(ports::TemplateRenderer& templates, const ports::Wording& wording, ports::Clock& clock, WebAssets assets, std::string public_base_url,
        bool sandbox);

  [[nodiscard]] Response render(std::string_view template_name, domain::Language language, const PageHead& head,
                                nlohmann::json context, int status = 200) const;
  // A page a person understands, for any status. `detail` is a sentence in the page's language.
  [[nodiscard]] Response error(domain::Language language, int status, const std::string& detail = {}) const;
  // The title and description of a page, from the texts "<name>.page_title" and "<name>.page_description".
  [[nodiscard]] PageHead head_of(domain::Language language, std::string_view name, std::string path,
                                 std::string_view script = {}) const;
  // Address of a picture that the web build drew; empty when it did not.
  [[nodiscard]] std::string picture(std::string_view name) const;
  [[nodiscard]] const std::string& base_url() const { return public_base_url_; }

 private:
  [[nodiscard]] std::string script(std::string_view entry) const;

  ports::TemplateRenderer& templates_;
  const ports::Wording& wording_;
  ports::Clock& clock_;
  WebAssets assets_;
  std::string public_base_url_;
  bool sandbox_;
};

}  // namespace http
