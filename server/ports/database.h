#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "domain/catalog.h"
#include "domain/deletion.h"
#include "domain/design.h"
#include "domain/history_chain.h"
#include "domain/job.h"
#include "domain/mail.h"
#include "domain/order.h"
#include "domain/promotion.h"
#include "domain/refund.h"
#include "domain/share.h"
#include "domain/webhook.h"

namespace ports {

// Everything below is reached through a Transaction and valid only inside it. Calls return plain values: when the
// database fails (connection lost, serialisation, a constraint), the transaction is abandoned and Database::transact
// returns the error; the use case never sees it half way.

class ProductRepository {
 public:
  virtual ~ProductRepository() = default;
  virtual std::vector<domain::Product> list() = 0;  // in the order to show
  virtual domain::ShippingPolicy shipping_policy() = 0;
  // Stores who makes it, and its variants' articles at Printify; nothing else. products_printify_check where one is missing.
  virtual void save_printing(const domain::Product& product) = 0;
};

class DesignRepository {
 public:
  virtual ~DesignRepository() = default;
  virtual void insert(const domain::Design& design) = 0;
  virtual std::optional<domain::Design> find(const domain::DesignId& id) = 0;
  virtual std::optional<domain::Design> find_for_update(const domain::DesignId& id) = 0;
  virtual void update(const domain::Design& design) = 0;

  // The design that an upload under this key has made.
  virtual std::optional<domain::Design> find_by_upload(std::string_view key) = 0;
  // Remembers it. False when the key already stands for another design, unless that one was rejected.
  virtual bool link_upload(std::string_view key, const domain::DesignId& id) = 0;

  virtual std::optional<domain::PrintFile> find_print_file(const domain::DesignId& id, std::string_view print_spec) = 0;
  virtual std::optional<domain::PrintFile> find_print_file_by_token(std::string_view token) = 0;
  // Keeps the first one where two workers rendered the same; returns the one stored.
  virtual domain::PrintFile insert_print_file(const domain::PrintFile& file) = 0;

  // Those of these objects that nobody needs any more: named like a design's (photos/<id>, previews/<id>..., print/<id>...) that
  // is not stored or was rejected, or like a share's (shares/...), and no print file or share names them. Others are left out.
  virtual std::vector<domain::ObjectKey> abandoned_among(const std::vector<domain::ObjectKey>& keys) = 0;
};

class ShareRepository {
 public:
  virtual ~ShareRepository() = default;
  virtual void insert(const domain::Share& share) = 0;
  virtual std::optional<domain::Share> find(const domain::ShareId& id) = 0;
  virtual void revoke(const domain::ShareId& id, base::Timestamp at) = 0;  // the first time counts
  virtual void remove(const domain::ShareId& id) = 0;                      // removing what is not there succeeds
};

class OrderRepository {
 public:
  virtual ~OrderRepository() = default;
  // Orders are read with their lines, in line order.
  virtual void insert(const domain::Order& order) = 0;
  virtual std::optional<domain::Order> find(const domain::OrderId& id) = 0;
  virtual std::optional<domain::Order> find_for_update(const domain::OrderId& id) = 0;
  virtual std::optional<domain::Order> find_by_number(std::string_view number) = 0;
  virtual std::optional<domain::Order> find_by_session(std::string_view stripe_session_id) = 0;
  virtual std::optional<domain::Order> find_by_payment_intent(std::string_view payment_intent_id) = 0;
  virtual std::vector<domain::Order> find_by_cart(std::string_view cart_id) = 0;  // oldest first
  // Up to `limit` of them by id, beginning behind `after` ("" for the first).
  virtual std::vector<domain::OrderId> ids_after(std::string_view after, int limit) = 0;
  // Orders to hold against what the other services say: made since then, or not at an end yet. By id.
  virtual std::vector<domain::OrderId> ids_to_reconcile(base::Timestamp since) = 0;
  // Where the next walk over them begins; nothing: anywhere. The order need not be among them.
  virtual std::optional<domain::OrderId> next_to_reconcile() = 0;
  virtual void set_next_to_reconcile(const std::optional<domain::OrderId>& id) = 0;
  virtual void update(const domain::Order& order) = 0;  // all but lines and refunded_minor

  // Numbers and seals it. The order must be locked or inserted by this transaction.
  virtual void append_history(const domain::OrderHistoryEntry& entry) = 0;
  virtual std::vector<domain::SealedEntry> story(const domain::OrderId& id) = 0;  // oldest first
  virtual std::vector<domain::OrderHistoryEntry> history(const domain::OrderId& id) = 0;  // oldest first

  virtual std::optional<domain::Fulfillment> find_fulfillment(const domain::OrderId& id) = 0;
  virtual std::optional<domain::Fulfillment> find_fulfillment_by_provider_order(
      std::string_view provider, std::string_view provider_order_id) = 0;
  virtual void save_fulfillment(const domain::Fulfillment& fulfillment) = 0;  // insert or update by order

  // Insert or update by (order, provider_shipment_id); true when it was new.
  virtual bool save_shipment(const domain::Shipment& shipment) = 0;
  virtual std::vector<domain::Shipment> shipments(const domain::OrderId& id) = 0;  // oldest first
  // Of the latest such parcel: by its tracking number, or by its name there, which may be a domain::forgotten_name.
  virtual std::optional<domain::OrderId> order_of_parcel(std::string_view number) = 0;
};

class PromotionRepository {
 public:
  virtual ~PromotionRepository() = default;
  virtual void insert(const domain::Promotion& promotion) = 0;  // without its uses; promotions_pkey when it is there
  virtual void update(const domain::Promotion& promotion) = 0;  // all but code and uses
  virtual std::optional<domain::Promotion> find(std::string_view code) = 0;
  virtual std::optional<domain::Promotion> find_for_update(std::string_view code) = 0;
  virtual std::vector<domain::Promotion> list() = 0;  // by code
  virtual int uses_by_email(std::string_view code, std::string_view email) = 0;  // held or redeemed

  // Stores and counts a use. The limits are constraints: promotions_limit_check,
  // promotion_redemptions_email_limit_check.
  virtual void insert_redemption(const domain::Redemption& redemption) = 0;
  virtual std::optional<domain::Redemption> find_redemption(const domain::OrderId& id) = 0;
  virtual void update_redemption(const domain::Redemption& redemption) = 0;  // state and changed_at
};

class RefundRepository {
 public:
  virtual ~RefundRepository() = default;
  // More than was paid cannot be stored: orders_refund_check.
  virtual void insert(const domain::Refund& refund) = 0;
  virtual void update(const domain::Refund& refund) = 0;  // state, provider_id, failure, changed_at
  virtual std::optional<domain::Refund> find(std::string_view id) = 0;
  virtual std::vector<domain::Refund> find_by_order(const domain::OrderId& id) = 0;  // oldest first
};

class CustomerRepository {
 public:
  virtual ~CustomerRepository() = default;
  virtual void upsert(std::string_view email, base::Timestamp now) = 0;  // e-mail compared without regard to case
  virtual bool is_known(std::string_view email) = 0;  // by an order, a design or a promotion; in normal form
  virtual std::vector<domain::OrderId> orders_of(std::string_view email) = 0;
  // Designs that only this address's orders use, and those that carry the address.
  virtual std::vector<domain::Design> designs_of(std::string_view email) = 0;
  virtual std::vector<domain::PrintFile> print_files_of(const domain::DesignId& id) = 0;
  virtual std::vector<domain::Share> shares_like(const domain::Design& design) = 0;  // same scene and recipe

  // Each forgets what tells of the person and keeps the rest. Again changes nothing.
  // Address, print files, upload keys; it is rejected from now on, since a cart on a device may still hold it.
  virtual void forget_design(const domain::DesignId& id) = 0;
  // E-mail, address, tracking numbers also where they are names, payment page, use of a code, what webhooks and the story's reasons told.
  virtual void forget_order(const domain::OrderId& id) = 0;
  virtual void forget_address(std::string_view email) = 0;  // among the customers, and in wishes that were never confirmed

  virtual void insert_deletion(const domain::DeletionRequest& request) = 0;
  virtual std::optional<domain::DeletionRequest> find_deletion_for_update(std::string_view id) = 0;
  virtual void update_deletion(const domain::DeletionRequest& request) = 0;  // all but id and asked_at
  virtual int deletions_asked(std::string_view email, base::Timestamp since) = 0;
  virtual void drop_unconfirmed_deletions(base::Timestamp asked_before) = 0;
};

class WebhookInbox {
 public:
  virtual ~WebhookInbox() = default;
  virtual bool insert(const domain::WebhookEvent& event) = 0;  // false when (source, event_id) is already there
  virtual std::optional<domain::WebhookEvent> find(std::string_view source, std::string_view event_id) = 0;
  virtual void mark_processed(std::string_view source, std::string_view event_id, base::Timestamp at) = 0;
  // Keeps that it came, so that it is taken once, and nothing of what it told; of "parcel:<tracking number>" the
  // domain::forgotten_name.
  virtual void forget(std::string_view source, std::string_view event_id) = 0;
  // Of events processed before then only that they came is kept, not what they told.
  virtual void drop_payloads(base::Timestamp before) = 0;
};

class MailLedger {
 public:
  virtual ~MailLedger() = default;
  virtual bool insert(const domain::MailRecord& mail) = 0;  // false when (order, kind, subject_id) is already there
  virtual std::optional<domain::MailRecord> find(std::string_view id) = 0;
  virtual std::optional<domain::MailRecord> find_for_update(std::string_view id) = 0;
  virtual std::vector<domain::MailRecord> find_by_order(const domain::OrderId& id) = 0;  // in the order they were owed
  virtual void update(const domain::MailRecord& mail) = 0;  // state, failure, sent_at, provider_message_id
};

// The outbox: jobs commit with the change that causes them.
class JobOutbox {
 public:
  virtual ~JobOutbox() = default;
  virtual void enqueue(const domain::NewJob& job) = 0;  // nothing happens where its once_key is stored already
  // Whether such a job waits, runs or will be tried again.
  virtual bool has_unfinished(std::string_view kind, std::string_view payload) = 0;
  // Finishes a claimed job together with its effect. False when the lease was lost to another attempt: the caller
  // must then abandon the transaction (return an error).
  virtual bool complete(const domain::Job& job, base::Timestamp now) = 0;
  // Forgets jobs that were completed before this time; tells how many.
  virtual int remove_completed(base::Timestamp before) = 0;
};

class Transaction {
 public:
  virtual ~Transaction() = default;
  virtual ProductRepository& products() = 0;
  virtual DesignRepository& designs() = 0;
  virtual ShareRepository& shares() = 0;
  virtual OrderRepository& orders() = 0;
  virtual PromotionRepository& promotions() = 0;
  virtual RefundRepository& refunds() = 0;
  virtual CustomerRepository& customers() = 0;
  virtual WebhookInbox& inbox() = 0;
  virtual MailLedger& mails() = 0;
  virtual JobOutbox& jobs() = 0;
  // 32 bytes, made at migration: signs the links in mails.
  virtual std::string link_signing_key() = 0;
};

class Database {
 public:
  virtual ~Database() = default;
  // Runs `work` in one READ COMMITTED transaction; commits when it returns a value, rolls back when it returns an
  // error. Rings the job bell after a commit that enqueued. Errors of its own: kUnavailable (connection, time-out,
  // serialisation), kConflict (a constraint; its name in `cause`), kInternal.
  virtual base::Result<void> transact(const std::function<base::Result<void>(Transaction&)>& work) = 0;
  virtual base::Result<void> ping() = 0;
};

// transact for work that gives a value: `with_transaction(db, [&](Transaction& tx) -> base::Result<Order> {...})`.
template <class Work>
auto with_transaction(Database& database, Work&& work) -> decltype(work(std::declval<Transaction&>())) {
  using Outcome = decltype(work(std::declval<Transaction&>()));
  std::optional<Outcome> outcome;
  const auto finished = database.transact([&](Transaction& transaction) -> base::Result<void> {
    outcome = work(transaction);
    if (!*outcome) return base::forward_error(*outcome);
    return {};
  });
  if (!finished) return base::forward_error(finished);
  return std::move(*outcome);
}

}  // namespace ports
