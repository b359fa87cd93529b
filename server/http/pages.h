#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"
#include "ports/clock.h"
#include "ports/template_renderer.h"
#include "ports/wording.h"

namespace http {

// A picture that the web build drew, in several sizes.
struct Picture {
  std::string src;  // the largest, in the format that every browser reads
  int width = 0;    // of the largest
  int height = 0;
  std::string avif;  // srcset
  std::string webp;  // srcset; empty for what is not meant for the shop's own pages
};

// Who runs the shop, as the law wants it told.
struct Owner {
  std::string name;
  std::vector<std::string> address;  // lines, without the country
  std::string country;               // ISO 3166-1 alpha-2, shown by its name in each language; may be empty
  std::string email;
  std::string phone;   // may be empty
  std::string vat_id;  // may be empty
};

// What the shop is told once and every page may show.
struct Shop {
  std::string public_base_url;
  bool sandbox = false;
  Owner owner;
  std::string analytics_id;  // GA4 measurement id; empty: no analytics, and no question about it
};

// What the web build made, under the addresses it has now.
struct WebAssets {
  std::string style;                                         // of every page
  std::string font;                                          // of headings, wanted before the style is read
  std::map<std::string, std::string, std::less<>> scripts;   // source entry ("studio/pages/cart.ts") -> address
  std::map<std::string, Picture, std::less<>> pictures;     // "fox_after"; empty where none were drawn
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
  bool listed = true;  // by search engines
};

// The picture's fields for a template.
nlohmann::json picture_context(const Picture& picture);

// Renders mustache pages inside the shop's layout.
class Pages {
 public:
  // All must outlive the pages.
  Pages(ports::TemplateRenderer& templates, const ports::Wording& wording, ports::Clock& clock, WebAssets assets,
        Shop shop);

  [[nodiscard]] Response render(std::string_view template_name, domain::Language language, const PageHead& head,
                                nlohmann::json context, int status = 200) const;
  // A page a person understands, for any status. `detail` is a sentence in the page's language.
  [[nodiscard]] Response error(domain::Language language, int status, const std::string& detail = {}) const;
  // The title and description of a page, from the texts "<name>.page_title" and "<name>.page_description".
  [[nodiscard]] PageHead head_of(domain::Language language, std::string_view name, std::string path,
                                 std::string_view script = {}) const;
  // Null when the web build drew no such picture.
  [[nodiscard]] const Picture* picture(std::string_view name) const;
  [[nodiscard]] const std::string& base_url() const { return shop_.public_base_url; }
  [[nodiscard]] const Owner& owner() const { return shop_.owner; }

 private:
  [[nodiscard]] std::string script(std::string_view entry) const;
  void add_pictures(nlohmann::json& context) const;
  void add_owner(nlohmann::json& context, domain::Language language) const;

  ports::TemplateRenderer& templates_;
  const ports::Wording& wording_;
  ports::Clock& clock_;
  WebAssets assets_;
  Shop shop_;
};

}  // namespace http
