#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "base/error.h"

namespace adapters::postgres {

enum class FailureKind {
  kConnectionLost,  // nothing was committed; a new connection may do
  kInDoubt,         // the connection was lost during COMMIT: nobody knows whether it took effect
  kRolledBack,      // serialisation or deadlock: the same work may succeed if run again
  kTimedOut,        // statement or lock time-out, too many connections
  kConstraint,      // what() is the constraint's name
  kBadText,         // bytes that a text column cannot hold
  kOther,           // a mistake of ours
};

// How SQL fails inside adapters/postgres; never leaves the folder.
class SqlFailure : public std::runtime_error {
 public:
  SqlFailure(FailureKind kind, const std::string& detail) : std::runtime_error(detail), kind_(kind) {}
  [[nodiscard]] FailureKind kind() const { return kind_; }

 private:
  FailureKind kind_;
};

// By SQLSTATE and the server's message ("... violates unique constraint "orders_number_unique"").
SqlFailure failure_from_sqlstate(const std::string& sqlstate, const std::string& message);

base::Error to_error(const SqlFailure& failure);

}  // namespace adapters::postgres
