#include "adapters/postgres/postgres_provider_answers.h"

#include "adapters/postgres/run_transaction.h"

namespace adapters::postgres {
namespace {

constexpr std::chrono::hours kKept{7 * 24};

base::Timestamp database_time(Session& session) {
  return session.execute("SELECT clock_timestamp() AS now", {}).front().time("now");
}

}  // namespace

PostgresProviderAnswers::PostgresProviderAnswers(ConnectionPool& pool, std::function<base::Timestamp()> now)
    : pool_(pool), now_(std::move(now)) {}

base::Result<std::optional<ports::ProviderAnswer>> PostgresProviderAnswers::find(std::string_view provider,
                                                                                 std::string_view question) {
  std::optional<ports::ProviderAnswer> answer;
  const auto done = run_transaction(pool_, [&](Session& session) -> base::Result<void> {
    answer.reset();
    const auto rows = session.execute(
        "SELECT answer, read_at, clock_timestamp() AS now FROM provider_answers WHERE provider = $1 AND question = $2",
        {provider, question});
    if (rows.empty()) return {};
    const auto age = (now_ ? now_() : rows.front().time("now")) - rows.front().time("read_at");
    if (age <= kKept) answer = {rows.front().text("answer"), age};
    return {};
  });
  if (!done) return base::forward_error(done);
  return answer;
}

base::Result<void> PostgresProviderAnswers::keep(std::string_view provider, std::string_view question,
                                                 std::string_view answer) {
  return run_transaction(pool_, [&](Session& session) -> base::Result<void> {
    const auto now = now_ ? now_() : database_time(session);
    session.execute("DELETE FROM provider_answers WHERE read_at < $1", {now - kKept});
    session.execute(
        "INSERT INTO provider_answers (provider, question, answer, read_at) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (provider, question) DO UPDATE SET answer = excluded.answer, read_at = excluded.read_at",
        {provider, question, answer, now});
    return {};
  });
}

}  // namespace adapters::postgres
