#include "http/multipart.h"

#include <algorithm>
#include <optional>

namespace http {
namespace {

using base::ErrorCode;
using base::fail;
using base::Result;

constexpr std::string_view kLineEnd = "\r\n";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Takes the value after "name=" off the front of `rest`, up to the next ';'.
std::optional<std::string> take_value(std::string_view& rest) {
  std::string value;
  if (rest.empty() || rest.front() != '"') {
    const auto end = rest.find(';');
    value = trim(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end);
    return value;
  }
  for (std::size_t i = 1; i < rest.size(); ++i) {
    if (rest[i] == '"') {
      rest.remove_prefix(i + 1);
      return value;
    }
    if (rest[i] == '\\' && i + 1 < rest.size() && rest[i + 1] == '"') ++i;
    value += rest[i];
  }
  return std::nullopt;
}

// One parameter of a header such as `form-data; name="photo"; filename="a;b.jpg"`.
std::optional<std::string> parameter(std::string_view header, std::string_view wanted) {
  auto rest = header.substr(std::min(header.find(';'), header.size()));
  while (!rest.empty()) {
    rest = trim(rest.substr(1));
    const auto equals = rest.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const std::string_view name = trim(rest.substr(0, equals));
    rest = trim(rest.substr(equals + 1));
    auto value = take_value(rest);
    if (!value) return std::nullopt;
    if (equal_ignoring_case(name, wanted)) return value;
    rest = rest.substr(std::min(rest.find(';'), rest.size()));
  }
  return std::nullopt;
}

Result<std::string> boundary_of(std::string_view content_type) {
  const std::string_view type = trim(content_type.substr(0, content_type.find(';')));
  if (!equal_ignoring_case(type, "multipart/form-data")) {
    return fail(ErrorCode::kUnsupportedMedia, "Send this form as multipart/form-data.",
                "content type " + std::string(type.substr(0, 80)));
  }
  auto boundary = parameter(content_type, "boundary");
  if (!boundary || boundary->empty() || boundary->size() > 70) {
    return fail(ErrorCode::kInvalidInput, "The form has no usable multipart boundary.");
  }
  return *boundary;
}

Result<void> read_part_headers(std::string_view block, MultipartPart& part) {
  std::string_view disposition;
  while (!block.empty()) {
    const auto end = block.find(kLineEnd);
    const std::string_view line = block.substr(0, end);
    block = end == std::string_view::npos ? std::string_view{} : block.substr(end + kLineEnd.size());
    const auto colon = line.find(':');
    if (colon == std::string_view::npos)
      return fail(ErrorCode::kInvalidInput, "A part of the form has a broken header.");
    const std::string_view value = trim(line.substr(colon + 1));
    if (equal_ignoring_case(line.substr(0, colon), "content-disposition")) disposition = value;
    if (equal_ignoring_case(line.substr(0, colon), "content-type")) part.content_type = value;
  }
  auto name = parameter(disposition, "name");
  if (!name || name->empty()) return fail(ErrorCode::kInvalidInput, "A part of the form has no name.");
  part.name = *std::move(name);
  part.filename = parameter(disposition, "filename").value_or("");
  return {};
}

base::Failure truncated() {
  return fail(ErrorCode::kInvalidInput, "The form ends too early. Please send it again.", "truncated multipart body");
}

}  // namespace

Result<std::vector<MultipartPart>> parse_multipart(std::string_view content_type, std::string_view body) {
  auto boundary = boundary_of(content_type);
  if (!boundary) return base::forward_error(boundary);
  const std::string delimiter = std::string(kLineEnd) + "--" + *boundary;

  // The first delimiter has no line end in front of it.
  const std::string_view opening = std::string_view(delimiter).substr(kLineEnd.size());
  if (!body.starts_with(opening)) {
    return fail(ErrorCode::kInvalidInput, "The form does not begin with its multipart boundary.");
  }
  std::string_view rest = body.substr(opening.size());

  std::vector<MultipartPart> parts;
  while (!rest.starts_with("--")) {
    if (!rest.starts_with(kLineEnd)) return truncated();
    if (parts.size() == kMaxMultipartParts) return fail(ErrorCode::kInvalidInput, "The form has too many parts.");
    const auto header_end = rest.substr(0, kMaxPartHeaderBytes).find("\r\n\r\n");
    if (header_end == std::string_view::npos) {
      if (rest.size() < kMaxPartHeaderBytes) return truncated();
      return fail(ErrorCode::kInvalidInput, "A part of the form has too large a header.");
    }
    const auto data_begin = header_end + 4;
    const auto data_end = rest.find(delimiter, data_begin - kLineEnd.size());
    if (data_end == std::string_view::npos) return truncated();

    MultipartPart part;
    auto read =
        read_part_headers(rest.substr(kLineEnd.size(), header_end - std::min(header_end, kLineEnd.size())), part);
    if (!read) return base::forward_error(read);
    if (data_end > data_begin) part.data = rest.substr(data_begin, data_end - data_begin);
    parts.push_back(std::move(part));
    rest = rest.substr(data_end + delimiter.size());
  }
  return parts;
}

const MultipartPart* find_part(const std::vector<MultipartPart>& parts, std::string_view name) {
  for (const auto& part : parts) {
    if (part.name == name) return &part;
  }
  return nullptr;
}

}  // namespace http
