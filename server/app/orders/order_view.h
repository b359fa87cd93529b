#pragma once

#include <string>
#include <vector>

#include "app/services.h"

namespace app {

// An order as its buyer may see it: everything already in words of the buyer's language.
struct TimelineStep {
  std::string label;
  std::string detail;
  std::string at;  // "22 November 2026, 09:30 UTC", empty while still ahead
  bool done = false;
  bool current = false;
};

struct OrderViewLine {
  std::string name;
  std::string variant;
  int quantity = 1;
  std::string unit_price;
  std::string line_total;
  std::string image_url;
  std::string sharpness;  // a sentence where the print shows the pet softly, else empty
};

// A parcel, as the order's page tells of it.
struct ParcelView {
  std::string id;  // the printer's
  std::string carrier;
  std::string tracking_number;
  std::string tracking_url;
  std::string status;              // "On its way since 23 November 2026, 09:30 UTC"
  std::string note;                // of one sent in place of another, else empty
  std::vector<std::string> items;  // "2 x Unisex tee, White / M"; empty where the printer did not say
};

struct OrderView {
  std::string number;
  std::string state;        // machine word
  std::string state_label;  // for people
  std::string placed_at;
  std::string subtotal;
  std::string discount;  // "-$5.00 (PETS10)", empty without one
  std::string shipping;
  std::string total;
  std::string refunded;  // what goes back or went back, empty when nothing
  std::vector<TimelineStep> timeline;
  std::vector<OrderViewLine> lines;
  std::vector<std::string> address_lines;
  std::vector<domain::Shipment> shipments;
  std::vector<ParcelView> parcels;  // the same for people, in the same order
  std::string trouble;  // a sentence, empty when all is well
};

// `prints` are the files of the order's lines, in their order; none where one is not made yet.
OrderView make_order_view(const Services& services, domain::Language language, const domain::Order& order,
                          const std::vector<domain::OrderHistoryEntry>& history,
                          const std::vector<domain::Shipment>& shipments,
                          const std::vector<std::optional<domain::PrintFile>>& prints = {});

// By number and signed link. kNotFound alike for an unknown order and a wrong signature.
base::Result<OrderView> view_order(Services& services, domain::Language language, const std::string& number,
                                   const std::string& signature);

}  // namespace app
