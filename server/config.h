#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/secret.h"

// Everything the product is told by its environment. A value NAME may instead stand in the file named by NAME_FILE.
struct Config {
  base::Secret database_url;
  base::Secret redis_url;
  std::string object_storage_url;  // file:///absolute/folder
  std::string public_base_url;     // without a slash at the end
  std::string stripe_api_base;
  base::Secret stripe_secret_key;
  std::vector<base::Secret> stripe_webhook_secrets;  // several while one is being replaced
  std::string printful_api_base;
  base::Secret printful_token;
  std::string printful_store_id;
  base::Secret printful_webhook_secret;  // hex
  std::string printify_api_base;  // empty, like the next three: no product may be made by Printify
  base::Secret printify_token;
  std::string printify_shop_id;
  base::Secret printify_webhook_secret;
  std::string easypost_api_base;
  base::Secret easypost_api_key;         // empty: addresses are not checked, parcels not followed beyond the printer's word
  base::Secret easypost_webhook_secret;  // may be empty: then nobody tells of parcels, they are asked about
  std::string sendgrid_api_base;
  base::Secret sendgrid_api_key;
  std::string sendgrid_event_key;  // public, base64; empty: no events of mails are taken
  std::string mail_from;  // "Picasso Pet <hello@shop.example>"
  std::string clamav_socket;
  std::string owner_name;                  // who runs the shop, for the imprint
  std::vector<std::string> owner_address;  // lines, without the country
  std::string owner_country;             // ISO 3166-1 alpha-2; may be empty
  std::string owner_email;
  std::string owner_phone;         // may be empty
  std::string owner_vat_id;        // may be empty
  std::string ga4_measurement_id;  // empty: no analytics
  std::string web_dir;     // holds pages/ and dist/
  std::string scenes_dir;  // holds *.scene

  // True when the outside services are stand-ins on this machine.
  [[nodiscard]] bool sandbox() const;
};

struct ConfigReport {
  Config config;
  std::vector<std::string> faults;  // "STRIPE_SECRET_KEY is missing": one a setting, never a value that is secret
};

// The process environment, or a test's.
using Environment = std::function<std::optional<std::string>(std::string_view)>;

// Reads and checks all settings; every fault at once.
ConfigReport read_config(const Environment& environment);

Environment process_environment();
