#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/result.h"

namespace sandbox {

// Keys are checked like the real services check theirs; all of them are worthless outside this process.
struct Config {
  std::uint16_t port = 8090;
  std::string public_url;  // without a slash at the end, like shop_url
  std::string shop_url;
  std::string stripe_secret_key;      // sk_test_...
  std::string stripe_webhook_secret;  // whsec_..., used whole
  std::string printful_token;
  std::string printful_store_id;
  std::string printful_webhook_secret;  // hex, decoded before use
  std::string printify_token;           // empty, as the next four: nobody gets in
  std::string printify_shop_id;
  std::string printify_webhook_secret;
  std::string easypost_api_key;         // EZTK...
  std::string easypost_webhook_secret;
  std::string sendgrid_api_key;
  std::string sendgrid_event_private_key;  // P-256 in PEM, signs the events of mails
  std::string state_dir;  // "" keeps nothing over a restart
  int ship_after_seconds = 8;
};

// `setting` gives a variable's value. Every missing or malformed one is named in the error; live keys are refused.
base::Result<Config> read_config(const std::function<std::optional<std::string>(const std::string&)>& setting);

}  // namespace sandbox
