#pragma once

#include <memory>
#include <string>

#include "adapters/postgres/sql_failure.h"
#include "adapters/postgres/sql_value.h"

namespace adapters::postgres {

// One connection; for one thread at a time. Throws SqlFailure (kConnectionLost) when it cannot be made.
// The only place that includes libpqxx is connection.cc.
class Connection {
 public:
  explicit Connection(const std::string& connection_string);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  [[nodiscard]] bool is_open() const;

  struct Inner;
  [[nodiscard]] Inner& inner() { return *inner_; }

 private:
  std::unique_ptr<Inner> inner_;
};

// One READ COMMITTED transaction; rolled back unless committed. Everything throws SqlFailure.
class Session {
 public:
  explicit Session(Connection& connection);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  Rows execute(const std::string& sql, const Params& params = {});
  // Several statements in one text, without parameters.
  void execute_script(const std::string& sql);
  void commit();

 private:
  struct Inner;
  std::unique_ptr<Inner> inner_;
};

}  // namespace adapters::postgres
