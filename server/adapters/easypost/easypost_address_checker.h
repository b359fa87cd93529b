#pragma once

#include "adapters/easypost/easypost_client.h"
#include "ports/address_checker.h"

namespace adapters::easypost {

// POST /addresses with verify: what the carriers make of the address, and whether they deliver there. Name and phone are not
// sent: the check does without.
class EasypostAddressChecker final : public ports::AddressChecker {
 public:
  EasypostAddressChecker(http_client::HttpClient& http, EasypostConfig config) : http_(http), config_(std::move(config)) {}

  base::Result<ports::CheckedAddress> check(const domain::Address& address) override;

 private:
  http_client::HttpClient& http_;
  EasypostConfig config_;
};

}  // namespace adapters::easypost
