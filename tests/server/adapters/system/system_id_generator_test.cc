#include "adapters/system/system_id_generator.h"

#include <catch2/catch.hpp>
#include <set>

#include "adapters/system/system_clock.h"
#include "base/id.h"

using adapters::system::SystemIdGenerator;

TEST_CASE("identifiers are version 4 UUIDs and do not repeat") {
  SystemIdGenerator ids;
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string id = ids.new_uuid();
    REQUIRE(base::is_uuid(id));
    REQUIRE(id[14] == '4');
    REQUIRE(std::string("89ab").find(id[19]) != std::string::npos);
    seen.insert(id);
  }
  CHECK(seen.size() == 1000);
}

TEST_CASE("random bytes come in the length asked for, also beyond what one call of the kernel gives") {
  SystemIdGenerator ids;
  CHECK(ids.random_bytes(0).empty());
  CHECK(ids.random_bytes(100'000).size() == 100'000);
  CHECK(ids.random_bytes(16) != ids.random_bytes(16));
}

TEST_CASE("random fractions lie from 0 to below 1 and fill that") {
  SystemIdGenerator ids;
  double sum = 0;
  for (int i = 0; i < 10'000; ++i) {
    const double fraction = ids.random_fraction();
    REQUIRE(fraction >= 0);
    REQUIRE(fraction < 1);
    sum += fraction;
  }
  CHECK(sum / 10'000 == Approx(0.5).margin(0.05));
}

TEST_CASE("the clock shows the system's time in milliseconds") {
  adapters::system::SystemClock clock;
  const auto before = std::chrono::system_clock::now();
  const auto now = clock.now();
  CHECK(now >= before - std::chrono::milliseconds{1});
  CHECK(now <= std::chrono::system_clock::now());
}
