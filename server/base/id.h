#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace base {

// A string id that cannot be mistaken for another kind's. `Tag` is only a name.
template <class Tag>
struct Id {
  std::string value;

  [[nodiscard]] bool empty() const { return value.empty(); }
  auto operator<=>(const Id&) const = default;
};

// Lower-case, dashed, 36 characters: "01890a5d-ac96-774b-bcce-b302099a8057".
bool is_uuid(std::string_view text);

}  // namespace base
