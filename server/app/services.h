#pragma once

#include <set>
#include <string>

#include "app/slots.h"
#include "ports/address_checker.h"
#include "ports/clock.h"
#include "ports/database.h"
#include "ports/email_sender.h"
#include "ports/fulfillment_providers.h"
#include "ports/id_generator.h"
#include "ports/metrics.h"
#include "ports/object_storage.h"
#include "ports/payment_gateway.h"
#include "ports/renderer.h"
#include "ports/template_renderer.h"
#include "ports/virus_scanner.h"
#include "ports/wording.h"

namespace app {

// What the use cases may reach of the world. Owned by the composition root; outlives every call.
struct Services {
  ports::Database& database;
  ports::ObjectStorage& storage;
  ports::VirusScanner& scanner;
  ports::Renderer& renderer;
  ports::PaymentGateway& payments;
  ports::FulfillmentProviders printers;
  ports::EmailSender& mailer;
  ports::TemplateRenderer& templates;
  const ports::Wording& wording;
  ports::Clock& clock;
  ports::IdGenerator& ids;
  ports::Metrics& metrics;

  std::string public_base_url;   // "https://shop.example", no slash at the end
  std::set<std::string> scenes;  // ids a design may name
  std::string owner_email;       // of whom orders in trouble are told; empty: nobody
  // Previews painted at once by this process for browsers that cannot: each takes a core for about a second.
  std::shared_ptr<Slots> preview_slots = std::make_shared<Slots>(2);
  ports::AddressChecker* addresses = nullptr;  // null: addresses go to the printer as they were typed
};

}  // namespace app
