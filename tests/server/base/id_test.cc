#include "base/id.h"

#include <catch2/catch.hpp>
#include <type_traits>

TEST_CASE("a UUID has 36 characters, lower case and dashed") {
  CHECK(base::is_uuid("01890a5d-ac96-774b-bcce-b302099a8057"));
  for (const auto* text : {"", "01890a5dac96774bbcceb302099a8057", "01890A5D-AC96-774B-BCCE-B302099A8057",
                           "01890a5d-ac96-774b-bcce-b302099a805", "01890a5d-ac96-774b-bcce-b302099a80577",
                           "01890a5g-ac96-774b-bcce-b302099a8057", "01890a5d_ac96-774b-bcce-b302099a8057",
                           "{1890a5d-ac96-774b-bcce-b302099a805}"}) {
    INFO(text);
    CHECK_FALSE(base::is_uuid(text));
  }
}

TEST_CASE("ids of different kinds are different types") {
  using DesignId = base::Id<struct DesignTag>;
  using OrderId = base::Id<struct OrderTag>;
  CHECK_FALSE(std::is_convertible_v<DesignId, OrderId>);
  CHECK(DesignId{"a"} < DesignId{"b"});
  CHECK(DesignId{}.empty());
}
