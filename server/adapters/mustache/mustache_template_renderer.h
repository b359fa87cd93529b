#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "ports/template_renderer.h"
#include "ports/wording.h"

namespace adapters::mustache {

struct MustacheConfig {
  std::string folder;  // of the *.mustache files
};

// Template "a/b" is <folder>/a/b.mustache; {{> a/c}} is <folder>/a/c.mustache, and {{@ key}} the text of that key in the
// page's language; both are put in before parsing. Parsed templates are kept for the life of the process. In sections "" and null count as absent, as in the JavaScript mustache.
// Thread-safe.
class MustacheTemplateRenderer final : public ports::TemplateRenderer {
 public:
  // `wording` must outlive the renderer.
  MustacheTemplateRenderer(MustacheConfig config, const ports::Wording& wording);
  ~MustacheTemplateRenderer() override;

  base::Result<std::string> render(std::string_view name, domain::Language language,
                                   const nlohmann::json& context) override;

 private:
  struct Parsed;
  base::Result<std::shared_ptr<Parsed>> parsed(const std::string& name, domain::Language language);

  MustacheConfig config_;
  const ports::Wording& wording_;
  std::mutex mutex_;
  std::map<std::pair<std::string, domain::Language>, std::shared_ptr<Parsed>> cache_;
};

}  // namespace adapters::mustache
