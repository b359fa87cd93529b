#include "adapters/postgres/connection.h"

#include <pqxx/pqxx>

namespace adapters::postgres {

struct Connection::Inner {
  explicit Inner(const std::string& connection_string) : connection(connection_string) {}
  pqxx::connection connection;
};

struct Session::Inner {
  explicit Inner(pqxx::connection& connection) : transaction(connection) {}
  pqxx::work transaction;
};

namespace {

// libpqxx's exceptions in the folder's own terms. serialization_failure and deadlock_detected are no sql_error in
// libpqxx 6 and know no SQLSTATE; too_many_connections is a broken_connection.
template <class Work>
auto translated(Work&& work) {
  try {
    return work();
  } catch (const pqxx::in_doubt_error& error) {
    throw SqlFailure(FailureKind::kInDoubt, error.what());
  } catch (const pqxx::broken_connection& error) {
    throw SqlFailure(FailureKind::kConnectionLost, error.what());
  } catch (const pqxx::statement_completion_unknown& error) {
    throw SqlFailure(FailureKind::kInDoubt, error.what());
  } catch (const pqxx::transaction_rollback& error) {
    throw SqlFailure(FailureKind::kRolledBack, error.what());
  } catch (const pqxx::sql_error& error) {
    throw failure_from_sqlstate(error.sqlstate(), error.what());
  } catch (const pqxx::failure& error) {
    throw SqlFailure(FailureKind::kOther, error.what());
  }
}

Rows copied(const pqxx::result& result) {
  Rows rows;
  rows.affected = result.affected_rows();
  auto columns = std::make_shared<std::vector<std::string>>();
  for (pqxx::row::size_type column = 0; column < result.columns(); ++column) {
    columns->emplace_back(result.column_name(column));
  }
  for (const auto& row : result) {
    std::vector<std::optional<std::string>> values;
    for (const auto& field : row) {
      values.push_back(field.is_null() ? std::nullopt : std::optional<std::string>({field.c_str(), field.size()}));
    }
    rows.rows.emplace_back(columns, std::move(values));
  }
  return rows;
}

// libpq reads text parameters up to the first zero byte: it would store a part and say nothing.
std::vector<const char*> pointers_to(const Params& params) {
  std::vector<const char*> pointers;
  for (const auto& param : params) {
    if (param.text() && param.text()->find('\0') != std::string::npos) {
      throw SqlFailure(FailureKind::kBadText, "a zero byte in a text parameter");
    }
    pointers.push_back(param.text() ? param.text()->c_str() : nullptr);
  }
  return pointers;
}

}  // namespace

Connection::Connection(const std::string& connection_string)
    : inner_(translated([&] { return std::make_unique<Inner>(connection_string); })) {}

Connection::~Connection() = default;

bool Connection::is_open() const { return inner_->connection.is_open(); }

Session::Session(Connection& connection)
    : inner_(translated([&] { return std::make_unique<Inner>(connection.inner().connection); })) {}

Session::~Session() {
  try {
    inner_->transaction.abort();
  } catch (const std::exception&) {
    // The server rolls back by itself when the connection is gone.
  }
}

Rows Session::execute(const std::string& sql, const Params& params) {
  const auto pointers = pointers_to(params);
  return translated([&] {
    return copied(inner_->transaction.exec_params(sql, pqxx::prepare::make_dynamic_params(pointers)));
  });
}

void Session::execute_script(const std::string& sql) {
  translated([&] { inner_->transaction.exec(sql); });
}

void Session::commit() {
  translated([&] { inner_->transaction.commit(); });
}

}  // namespace adapters::postgres
