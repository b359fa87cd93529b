#include "adapters/sandboxed_renderer/wire.h"

#include "compositor/printed_pet.h"

namespace adapters::sandboxed_renderer {
namespace {

constexpr std::uint32_t kMaxTargets = 16;
constexpr std::uint32_t kImage = 1;
constexpr std::uint32_t kRefusal = 2;
constexpr std::uint32_t kEnd = 3;

void put(std::string& out, std::uint32_t number) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(number >> shift);
}

void put(std::string& out, std::string_view text) {
  put(out, static_cast<std::uint32_t>(text.size()));
  out += text;
}

// Reads as long as there is something to read; `good` tells whether there always was.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  std::uint32_t number() {
    const std::string_view bytes = take(4);
    std::uint32_t value = 0;
    for (std::size_t i = bytes.size(); i > 0; --i) value = value << 8 | static_cast<unsigned char>(bytes[i - 1]);
    return value;
  }
  std::string_view text() { return take(number()); }

  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }

 private:
  std::string_view take(std::size_t count) {
    good_ = good_ && count <= rest_.size();
    if (!good_) return {};
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }

  std::string_view rest_;
  bool good_ = true;
};

bool is_lower_hex(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_plausible(const ports::RenderedImage& image) {
  constexpr int kMaxSide = 16384;
  return image.png.rfind("\x89PNG\r\n\x1a\n", 0) == 0 && (image.pixel_sha256.empty() || image.pixel_sha256.size() == 64) &&
         is_lower_hex(image.pixel_sha256) && image.width_px > 0 && image.width_px <= kMaxSide && image.height_px > 0 &&
         image.height_px <= kMaxSide && image.pet_dpi >= 0 && image.pet_dpi <= compositor::kMostDpi;
}

}  // namespace

std::string encode_request(const ports::RenderRequest& request) {
  std::string out;
  out.reserve(request.photo.size() + request.recipe_json.size() + 1024);
  put(out, static_cast<std::uint32_t>(request.targets.size()));
  for (const std::string& target : request.targets) put(out, target);
  put(out, request.recipe_json);
  put(out, request.photo);
  return out;
}

std::optional<ChildRequest> decode_request(std::string_view bytes) {
  Reader reader{bytes};
  ChildRequest request;
  const std::uint32_t count = reader.number();
  if (count > kMaxTargets) return std::nullopt;
  for (std::uint32_t i = 0; i < count; ++i) request.targets.emplace_back(reader.text());
  request.recipe_json = reader.text();
  request.photo = reader.text();
  if (!reader.good() || !reader.at_end()) return std::nullopt;
  return request;
}

std::string encode_scene(const SceneFiles& files) {
  std::string out;
  put(out, files.package);
  put(out, static_cast<std::uint32_t>(files.prints.size()));
  for (const auto& [name, layers] : files.prints) {
    put(out, name);
    put(out, layers);
  }
  return out;
}

std::optional<SceneFiles> decode_scene(std::string_view bytes) {
  Reader reader{bytes};
  SceneFiles files;
  files.package = reader.text();
  const std::uint32_t count = reader.number();
  if (count > kMaxTargets) return std::nullopt;
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::string_view name = reader.text();
    files.prints.emplace_back(name, reader.text());
  }
  if (!reader.good() || !reader.at_end()) return std::nullopt;
  return files;
}

std::string encode_image(const ports::RenderedImage& image) {
  std::string out;
  out.reserve(image.png.size() + 256);
  put(out, kImage);
  put(out, image.target);
  put(out, image.pixel_sha256);
  put(out, static_cast<std::uint32_t>(image.width_px));
  put(out, static_cast<std::uint32_t>(image.height_px));
  put(out, static_cast<std::uint32_t>(image.pet_dpi));
  put(out, image.png);
  return out;
}

std::string encode_refusal(const compositor::Error& error) {
  std::string out;
  put(out, kRefusal);
  put(out, static_cast<std::uint32_t>(error.code));
  put(out, error.message);
  return out;
}

std::string encode_end() {
  std::string out;
  put(out, kEnd);
  return out;
}

std::optional<ChildAnswer> decode_answer(std::string_view bytes) {
  Reader reader{bytes};
  ChildAnswer answer;
  for (std::uint32_t kind = reader.number(); reader.good() && kind != kEnd; kind = reader.number()) {
    if (kind == kImage) {
      ports::RenderedImage image;
      image.target = reader.text();
      image.pixel_sha256 = reader.text();
      image.width_px = static_cast<int>(reader.number());
      image.height_px = static_cast<int>(reader.number());
      image.pet_dpi = static_cast<int>(reader.number());
      image.png = reader.text();
      if (!is_plausible(image)) return std::nullopt;
      answer.images.push_back(std::move(image));
    } else if (kind == kRefusal) {
      const std::uint32_t code = reader.number();
      if (code > static_cast<std::uint32_t>(compositor::ErrorCode::kCanceled)) return std::nullopt;
      answer.refusal = compositor::Error{static_cast<compositor::ErrorCode>(code), std::string(reader.text())};
    } else {
      return std::nullopt;
    }
  }
  if (!reader.good() || !reader.at_end()) return std::nullopt;
  return answer;
}

}  // namespace adapters::sandboxed_renderer
