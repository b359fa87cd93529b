#include "domain/design.h"

#include <catch2/catch.hpp>

using domain::DesignStatus;

TEST_CASE("a design's status is the word that the API and the database use") {
  CHECK(to_string(DesignStatus::kPending) == "pending");
  CHECK(to_string(DesignStatus::kComplete) == "complete");
  CHECK(to_string(DesignStatus::kRejected) == "rejected");
}

TEST_CASE("a status reads back from its word, and from nothing else") {
  for (const auto status : {DesignStatus::kPending, DesignStatus::kComplete, DesignStatus::kRejected}) {
    CHECK(domain::design_status_from(to_string(status)) == status);
  }
  CHECK_FALSE(domain::design_status_from("done"));
  CHECK_FALSE(domain::design_status_from(""));
}
