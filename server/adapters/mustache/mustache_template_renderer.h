#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "ports/template_renderer.h"

namespace adapters::mustache {

struct MustacheConfig {
  std::string folder;  // of the *.mustache files
};

// Template "a/b" is <folder>/a/b.mustache; {{> a/c}} is <folder>/a/c.mustache, put in before parsing. Parsed templates
// are kept for the life of the process. In sections "" and null count as absent, as in the JavaScript mustache.
// Thread-safe.
class MustacheTemplateRenderer final : public ports::TemplateRenderer {
 public:
  explicit MustacheTemplateRenderer(MustacheConfig config);
  explicit MustacheTemplateRenderer(const std::string& folder) : MustacheTemplateRenderer(MustacheConfig{folder}) {}
  ~MustacheTemplateRenderer() override;

  base::Result<std::string> render(std::string_view name, const nlohmann::json& context) override;

 private:
  struct Parsed;
  base::Result<std::shared_ptr<Parsed>> parsed(const std::string& name);

  MustacheConfig config_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<Parsed>> cache_;
};

}  // namespace adapters::mustache
