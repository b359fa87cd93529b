#include "domain/deletion.h"

#include <catch2/catch.hpp>

using domain::DeletionRequest;
using domain::DeletionState;

namespace {
const auto kAsked = base::from_unix_seconds(1'795'339'800);
DeletionRequest asked() { return {"id", "edda@example.com", DeletionState::kAsked, kAsked}; }
}  // namespace

TEST_CASE("a wish is confirmed by its link, once, while the link is young") {
  auto request = asked();
  CHECK(request.confirm(kAsked + domain::kDeletionLinkLifetime - std::chrono::seconds{1}));
  CHECK(request.state == DeletionState::kConfirmed);
  CHECK_FALSE(request.confirm(kAsked + std::chrono::hours{1}));
  CHECK_FALSE(request.is_stale(kAsked + std::chrono::hours{100}));

  auto late = asked();
  CHECK(late.is_stale(kAsked + domain::kDeletionLinkLifetime));
  CHECK_FALSE(late.confirm(kAsked + domain::kDeletionLinkLifetime));
  CHECK(late.state == DeletionState::kAsked);
}

TEST_CASE("a wish that was done forgets the address itself, and only a confirmed one is done") {
  auto request = asked();
  request.finish(kAsked);
  CHECK(request == asked());
  REQUIRE(request.confirm(kAsked));
  request.finish(kAsked + std::chrono::hours{1});
  CHECK(request.state == DeletionState::kDone);
  CHECK(request.email.empty());
  CHECK(request.done_at == kAsked + std::chrono::hours{1});
}

TEST_CASE("the words of a wish's states lead back to them") {
  for (const auto state : domain::kAllDeletionStates) CHECK(domain::deletion_state_from(to_string(state)) == state);
  CHECK_FALSE(domain::deletion_state_from("lost"));
}

TEST_CASE("a forgotten parcel has the same name each time, another under another key, and no number in it") {
  const std::string key(32, 'k');
  CHECK(domain::forgotten_name(key, "94001") == "forgotten:dcd82240f58c41b98284c5af5e176cc1");
  CHECK(domain::forgotten_name(key, "94002") != domain::forgotten_name(key, "94001"));
  CHECK(domain::forgotten_name(std::string(32, 'l'), "94001") != domain::forgotten_name(key, "94001"));
}
