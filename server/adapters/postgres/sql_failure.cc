#include "adapters/postgres/sql_failure.h"

#include <string_view>

namespace adapters::postgres {
namespace {

std::string constraint_in(const std::string& message) {
  static constexpr std::string_view kLead = "constraint \"";
  const auto lead = message.find(kLead);
  if (lead == std::string::npos) return message;
  const auto begin = lead + kLead.size();
  return message.substr(begin, message.find('"', begin) - begin);
}

FailureKind kind_of(std::string_view sqlstate) {
  if (sqlstate == "40001" || sqlstate == "40P01") return FailureKind::kRolledBack;
  if (sqlstate == "57014" || sqlstate == "55P03") return FailureKind::kTimedOut;
  if (sqlstate == "22021" || sqlstate == "22P05") return FailureKind::kBadText;
  const std::string_view state_class = sqlstate.substr(0, 2);
  if (state_class == "08" || state_class == "57") return FailureKind::kConnectionLost;
  if (state_class == "53") return FailureKind::kTimedOut;
  return FailureKind::kOther;
}

}  // namespace

SqlFailure failure_from_sqlstate(const std::string& sqlstate, const std::string& message) {
  if (sqlstate.starts_with("23")) {
    // NOT NULL has no name of its own in PostgreSQL 15; the message then says which column.
    return {FailureKind::kConstraint, constraint_in(message)};
  }
  return {kind_of(sqlstate), sqlstate + ": " + message};
}

base::Error to_error(const SqlFailure& failure) {
  using base::ErrorCode;
  switch (failure.kind()) {
    case FailureKind::kConstraint:
      return {ErrorCode::kConflict, "This clashes with what is already stored.", failure.what(), {}};
    case FailureKind::kBadText:
      return {ErrorCode::kInvalidInput, "The text contains characters that we cannot store.", failure.what(), {}};
    case FailureKind::kOther:
      return {ErrorCode::kInternal, "Something went wrong on our side.", failure.what(), {}};
    case FailureKind::kConnectionLost:
    case FailureKind::kInDoubt:
    case FailureKind::kRolledBack:
    case FailureKind::kTimedOut: break;
  }
  return {ErrorCode::kUnavailable, "The shop is busy at the moment. Please try again shortly.", failure.what(), {}};
}

}  // namespace adapters::postgres
