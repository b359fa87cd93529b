#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "http/message.h"
#include "ports/clock.h"
#include "ports/template_renderer.h"

namespace http {

// Where the web build put a page's script and style: "/assets/studio-Dk3f.js".
struct PageAssets {
  std::string script;
  std::string style;
};

// Reads Vite's manifest.json: source entry ("studio/main.ts") -> built files. Throws std::runtime_error when the file
// is missing or malformed: the web build has not run.
std::map<std::string, PageAssets, std::less<>> read_asset_manifest(const std::string& path);

// What a page is besides its own context.
struct PageHead {
  std::string_view entry;  // of the asset manifest
  std::string title;
  std::string description;
  std::string path;  // for the canonical link
};

// Renders mustache pages inside the shop's layout.
class Pages {
 public:
  Pages(ports::TemplateRenderer& templates, ports::Clock& clock, std::map<std::string, PageAssets, std::less<>> assets,
        std::string public_base_url, bool sandbox);

  [[nodiscard]] Response render(std::string_view template_name, const PageHead& head, nlohmann::json context,
                                int status = 200) const;
  // A page a person understands, for any status.
  [[nodiscard]] Response error(int status, const std::string& detail = {}) const;
  [[nodiscard]] const std::string& base_url() const { return public_base_url_; }

 private:
  ports::TemplateRenderer& templates_;
  ports::Clock& clock_;
  std::map<std::string, PageAssets, std::less<>> assets_;
  std::string public_base_url_;
  bool sandbox_;
};

}  // namespace http
