#include "adapters/postgres/customer_repository.h"

#include "adapters/postgres/design_repository.h"
#include "adapters/postgres/share_repository.h"

namespace adapters::postgres {
namespace {

// Designs of this address ($1) that nobody else ordered; an order that is still open for payment may be anybody's.
constexpr const char* kDesigns =
    "SELECT p.id FROM pet_images p WHERE (p.user_email = $1 OR EXISTS (SELECT 1 FROM order_items i JOIN orders o ON "
    "o.id = i.order_id WHERE i.pet_image_id = p.id AND o.user_email = $1)) AND NOT EXISTS (SELECT 1 FROM order_items i "
    "JOIN orders o ON o.id = i.order_id WHERE i.pet_image_id = p.id AND (o.user_email <> $1 OR (o.user_email IS NULL AND o.status = "
    "'created'))) "
    "ORDER BY p.id";

}  // namespace

void PostgresCustomerRepository::upsert(std::string_view email, base::Timestamp now) {
  session_.execute("INSERT INTO users (email, created_at) VALUES (lower($1), $2) ON CONFLICT (email) DO NOTHING",
                   {email, now});
}

bool PostgresCustomerRepository::is_known(std::string_view email) {
  return !session_.execute("SELECT 1 FROM users WHERE email = $1 UNION SELECT 1 FROM orders WHERE user_email = $1 "
                           "UNION SELECT 1 FROM pet_images WHERE user_email = $1", {email}).empty();
}

std::vector<domain::OrderId> PostgresCustomerRepository::orders_of(std::string_view email) {
  std::vector<domain::OrderId> ids;
  for (const auto& row :
       session_.execute("SELECT id FROM orders WHERE user_email = $1 ORDER BY created_at, sequence", {email}).rows) {
    ids.push_back({row.text("id")});
  }
  return ids;
}

std::vector<domain::Design> PostgresCustomerRepository::designs_of(std::string_view email) {
  PostgresDesignRepository designs(session_);
  std::vector<domain::Design> found;
  for (const auto& row : session_.execute(kDesigns, {email}).rows) {
    found.push_back(designs.find({row.text("id")}).value());
  }
  return found;
}

std::vector<domain::PrintFile> PostgresCustomerRepository::print_files_of(const domain::DesignId& id) {
  PostgresDesignRepository designs(session_);
  std::vector<domain::PrintFile> found;
  for (const auto& row :
       session_.execute("SELECT print_spec FROM print_files WHERE pet_image_id = $1 ORDER BY print_spec", {id}).rows) {
    found.push_back(designs.find_print_file(id, row.text("print_spec")).value());
  }
  return found;
}

std::vector<domain::Share> PostgresCustomerRepository::shares_like(const domain::Design& design) {
  PostgresShareRepository shares(session_);
  std::vector<domain::Share> found;
  for (const auto& row : session_.execute("SELECT id FROM shares WHERE scene = $1 AND recipe = $2 ORDER BY id",
                                          {design.scene, design.recipe_json}).rows) {
    found.push_back(shares.find({row.text("id")}).value());
  }
  return found;
}

void PostgresCustomerRepository::forget_design(const domain::DesignId& id) {
  session_.execute("UPDATE pet_images SET user_email = NULL, status = $2, rejection_reason = $3 WHERE id = $1",
                   {id, to_string(domain::DesignStatus::kRejected), domain::kForgottenDesign});
  session_.execute("DELETE FROM print_files WHERE pet_image_id = $1", {id});
  session_.execute("DELETE FROM design_uploads WHERE pet_image_id = $1", {id});
}

void PostgresCustomerRepository::forget_order(const domain::OrderId& id) {
  session_.execute(
      "UPDATE webhook_inbox SET payload = '', reason = '', object_id = forgotten_object(object_id) FROM orders o WHERE o.id = $1 AND (object_id IN "
      "(o.stripe_session_id, o.payment_intent_id, replace(o.id::text, '-', '')) OR object_id IN "
      "(SELECT provider || ':' || provider_order_id FROM fulfillments WHERE order_id = o.id AND provider_order_id <> '' "
      "UNION ALL SELECT 'parcel:' || tracking_number FROM shipments WHERE order_id = o.id AND tracking_number <> ''))", {id});
  session_.execute(
      "UPDATE orders SET user_email = NULL, ship_name = NULL, ship_line1 = NULL, ship_line2 = NULL, ship_city = NULL, "
      "ship_state = NULL, ship_postal_code = NULL, ship_country = NULL, ship_phone = NULL, tracking_number = NULL, "
      "checkout_url = NULL, trouble = CASE WHEN trouble IS NULL THEN NULL ELSE '' END WHERE id = $1", {id});
  session_.execute("UPDATE order_history SET reason = '' WHERE order_id = $1", {id});
  session_.execute("UPDATE fulfillments SET reason = '' WHERE order_id = $1", {id});
  session_.execute("UPDATE jobs SET last_error = '' WHERE payload = $1::text AND last_error <> ''", {id});
  // Some printers' parcels are named by their tracking numbers, and the mails about them as well.
  session_.execute(
      "UPDATE mails SET subject_id = forgotten_name(subject_id) WHERE order_id = $1 AND subject_id IN "
      "(SELECT tracking_number FROM shipments WHERE order_id = $1 AND tracking_number <> '')", {id});
  session_.execute(
      "UPDATE shipments SET tracking_number = '', tracking_url = '', provider_shipment_id = CASE WHEN tracking_number <> '' AND "
      "provider_shipment_id = tracking_number THEN forgotten_name(tracking_number) ELSE provider_shipment_id END "
      "WHERE order_id = $1", {id});
  session_.execute(
      "UPDATE promotion_redemptions SET email = 'forgotten:' || order_id WHERE order_id = $1 AND email <> ''", {id});
  session_.execute("UPDATE refunds SET reason = '' WHERE order_id = $1", {id});
}

void PostgresCustomerRepository::forget_address(std::string_view email) {
  session_.execute("DELETE FROM users WHERE email = $1", {email});
  session_.execute("DELETE FROM deletion_requests WHERE email = $1 AND state = 'asked'", {email});
}

void PostgresCustomerRepository::insert_deletion(const domain::DeletionRequest& request) {
  session_.execute(
      "INSERT INTO deletion_requests (id, email, state, asked_at, confirmed_at, done_at) VALUES ($1, $2, $3, $4, $5, $6)",
      {request.id, request.email, to_string(request.state), request.asked_at, request.confirmed_at, request.done_at});
}

std::optional<domain::DeletionRequest> PostgresCustomerRepository::find_deletion_for_update(std::string_view id) {
  if (!base::is_uuid(id)) return std::nullopt;
  const auto rows = session_.execute("SELECT * FROM deletion_requests WHERE id = $1 FOR UPDATE", {id});
  if (rows.empty()) return std::nullopt;
  const Row& row = rows.front();
  return domain::DeletionRequest{row.text("id"),
                                 row.text("email"),
                                 domain::deletion_state_from(row.text("state")).value(),
                                 row.time("asked_at"),
                                 row.optional_time("confirmed_at"),
                                 row.optional_time("done_at")};
}

void PostgresCustomerRepository::update_deletion(const domain::DeletionRequest& request) {
  session_.execute(
      "UPDATE deletion_requests SET email = $2, state = $3, confirmed_at = $4, done_at = $5 WHERE id = $1",
      {request.id, request.email, to_string(request.state), request.confirmed_at, request.done_at});
}

int PostgresCustomerRepository::deletions_asked(std::string_view email, base::Timestamp since) {
  return session_.execute("SELECT count(*)::int AS asked FROM deletion_requests WHERE email = $1 AND asked_at >= $2",
                          {email, since}).front().integer("asked");
}

void PostgresCustomerRepository::drop_unconfirmed_deletions(base::Timestamp asked_before) {
  session_.execute("DELETE FROM deletion_requests WHERE state = 'asked' AND asked_at < $1", {asked_before});
}

}  // namespace adapters::postgres
