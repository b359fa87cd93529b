#include "sandbox/services/signatures.h"

#include <catch2/catch.hpp>

using namespace sandbox;

// Expected values computed with Python's hmac module.
TEST_CASE("a Stripe signature covers time and body with the whole secret as key") {
  CHECK(stripe_signature("whsec_test_secret", 1700000000, R"({"id":"evt_1"})") ==
        "t=1700000000,v1=248a374f50f943a28b0f6ab50faf9a7e7e29b710fa26df9fb1618b9bf8ea9c9a");
}

TEST_CASE("a Printful signature uses the secret decoded from hex") {
  CHECK(printful_signature("00ff10", R"({"type":"shipment_sent"})") ==
        "6bb1fdb6569667594d07d2751428134efaa75aad48dd65465e318df2b3d966e9");
}
