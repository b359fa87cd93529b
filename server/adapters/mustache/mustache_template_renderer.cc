#include "adapters/mustache/mustache_template_renderer.h"

#include <kainjow/mustache.hpp>
#include <nlohmann/json.hpp>

#include "adapters/mustache/template_source.h"
#include "adapters/mustache/template_words.h"

namespace adapters::mustache {
namespace {

using kainjow::mustache::data;
using nlohmann::json;

// The library takes only `false` and empty lists as absent.
data to_data(const json& value) {
  switch (value.type()) {
    case json::value_t::object: {
      data object{data::type::object};
      for (const auto& [name, member] : value.items()) object.set(name, to_data(member));
      return object;
    }
    case json::value_t::array: {
      data list{data::type::list};
      for (const json& item : value) list.push_back(to_data(item));
      return list;
    }
    case json::value_t::string: {
      const auto& text = value.get_ref<const std::string&>();
      return text.empty() ? data{data::type::bool_false} : data{text};
    }
    case json::value_t::boolean: return data{value.get<bool>() ? data::type::bool_true : data::type::bool_false};
    case json::value_t::null: return data{data::type::bool_false};
    default: return data{value.dump()};
  }
}

bool is_plain_text(std::string_view name) {
  constexpr std::string_view kSuffix = ".text";
  return name.size() >= kSuffix.size() && name.substr(name.size() - kSuffix.size()) == kSuffix;
}

}  // namespace

struct MustacheTemplateRenderer::Parsed {
  explicit Parsed(const std::string& text) : tree(text) {}
  kainjow::mustache::mustache tree;
  std::mutex rendering;  // the library's render is not const
};

MustacheTemplateRenderer::MustacheTemplateRenderer(MustacheConfig config, const ports::Wording& wording)
    : config_(std::move(config)), wording_(wording) {}
MustacheTemplateRenderer::~MustacheTemplateRenderer() = default;

base::Result<std::shared_ptr<MustacheTemplateRenderer::Parsed>> MustacheTemplateRenderer::parsed(
    const std::string& name, domain::Language language) {
  const std::lock_guard lock{mutex_};
  if (const auto found = cache_.find({name, language}); found != cache_.end()) return found->second;
  const auto source = read_template(config_.folder, name);
  if (!source) return base::forward_error(source);
  const auto text = put_in_words(*source, wording_, language, !is_plain_text(name));
  if (!text) return base::forward_error(text);
  auto fresh = std::make_shared<Parsed>(*text);
  if (!fresh->tree.is_valid()) {
    return base::fail(base::ErrorCode::kInternal, "Something went wrong on our side.",
                      "template " + name + ".mustache: " + fresh->tree.error_message());
  }
  if (is_plain_text(name)) fresh->tree.set_custom_escape([](const std::string& unescaped) { return unescaped; });
  cache_.emplace(std::pair(name, language), fresh);
  return fresh;
}

base::Result<std::string> MustacheTemplateRenderer::render(std::string_view name, domain::Language language,
                                                          const json& context) {
  const auto found = parsed(std::string(name), language);
  if (!found) return base::forward_error(found);
  const data values = to_data(context);
  const std::lock_guard lock{(*found)->rendering};
  return (*found)->tree.render(values);
}

}  // namespace adapters::mustache
