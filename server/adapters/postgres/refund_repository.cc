#include "adapters/postgres/refund_repository.h"

namespace adapters::postgres {
namespace {

domain::Refund refund_from(const Row& row) {
  return {row.text("id"),
          {row.text("order_id")},
          row.big_integer("amount_cents"),
          row.text("actor"),
          row.text("reason"),
          domain::refund_state_from(row.text("state")).value(),
          row.optional_text("provider_id"),
          row.text("failure"),
          row.time("created_at"),
          row.time("changed_at")};
}

}  // namespace

void PostgresRefundRepository::insert(const domain::Refund& refund) {
  session_.execute(
      "INSERT INTO refunds (id, order_id, amount_cents, actor, reason, state, provider_id, failure, created_at, "
      "changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      {refund.id, refund.order_id, refund.amount_minor, refund.actor, refund.reason, to_string(refund.state),
       refund.provider_id, refund.failure, refund.created_at, refund.changed_at});
}

void PostgresRefundRepository::update(const domain::Refund& refund) {
  const auto rows = session_.execute(
      "UPDATE refunds SET state = $2, provider_id = $3, failure = $4, changed_at = $5 WHERE id = $1",
      {refund.id, to_string(refund.state), refund.provider_id, refund.failure, refund.changed_at});
  if (rows.affected == 0) throw std::logic_error("update of a refund that is not stored");
}

std::optional<domain::Refund> PostgresRefundRepository::find(std::string_view id) {
  if (!base::is_uuid(id)) return std::nullopt;
  const auto rows = session_.execute("SELECT * FROM refunds WHERE id = $1", {id});
  if (rows.empty()) return std::nullopt;
  return refund_from(rows.front());
}

std::vector<domain::Refund> PostgresRefundRepository::find_by_order(const domain::OrderId& id) {
  std::vector<domain::Refund> refunds;
  if (!base::is_uuid(id.value)) return refunds;
  for (const auto& row :
       session_.execute("SELECT * FROM refunds WHERE order_id = $1 ORDER BY created_at, sequence", {id}).rows) {
    refunds.push_back(refund_from(row));
  }
  return refunds;
}

}  // namespace adapters::postgres
