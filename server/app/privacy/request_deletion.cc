#include "app/privacy/request_deletion.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/finish_job.h"
#include "app/privacy/deletion_link.h"
#include "base/digest.h"
#include "domain/email.h"

namespace app {
namespace {

using base::ErrorCode;
using domain::DeletionRequest;
using domain::DeletionState;

base::Failure no_address() { return base::fail(ErrorCode::kInvalidInput, "This is not an e-mail address.", {}, "email"); }

struct Wish {
  DeletionRequest request;
  domain::Language language = domain::Language::kEnglish;
  std::string link;
};

// Nothing when there is no link to send. An address that we do not know is forgotten at once.
base::Result<std::optional<Wish>> read_wish(Services& services, const std::string& payload) {
  const auto colon = std::min(payload.find(':'), payload.size());
  const auto id = payload.substr(0, colon);
  const auto language = domain::language_from(std::string_view(payload).substr(std::min(colon + 1, payload.size())))
                            .value_or(domain::Language::kEnglish);
  return with_transaction(services.database, [&](ports::Transaction& transaction) -> base::Result<std::optional<Wish>> {
    auto request = transaction.customers().find_deletion_for_update(id);
    if (!request || request->state != DeletionState::kAsked) return std::optional<Wish>{};
    if (!transaction.customers().is_known(request->email)) {
      request->drop(services.clock.now());
      transaction.customers().update_deletion(*request);
      return std::optional<Wish>{};
    }
    return std::optional{
        Wish{*request, language, deletion_link(services.public_base_url, transaction.link_signing_key(), id, language)}};
  });
}

base::Result<ports::Email> compose(Services& services, const Wish& wish) {
  const std::string subject = services.wording.text(wish.language, "mail.deletion.subject");
  const nlohmann::json context{{"subject", subject},
                               {"language", to_string(wish.language)},
                               {"base_url", services.public_base_url + path_prefix(wish.language)},
                               {"link", wish.link}};
  const auto text = services.templates.render("mail/deletion.text", wish.language, context);
  if (!text) return base::forward_error(text);
  const auto html = services.templates.render("mail/deletion.html", wish.language, context);
  if (!html) return base::forward_error(html);
  return ports::Email{wish.request.email, subject, *text, *html, wish.request.id, "deletion"};
}

bool is_link(ports::Transaction& transaction, const std::string& request_id, std::string_view signature) {
  return base::constant_time_equal(deletion_signature(transaction.link_signing_key(), request_id), signature);
}

base::Result<DeletionRequest> find_by_link(Services& services, ports::Transaction& transaction,
                                           const std::string& request_id, std::string_view signature) {
  const auto request = is_link(transaction, request_id, signature)
                           ? transaction.customers().find_deletion_for_update(request_id)
                           : std::nullopt;
  if (!request || request->is_stale(services.clock.now())) {
    return base::fail(ErrorCode::kNotFound, "This link is wrong or too old.");
  }
  return *request;
}

void begin(ports::Transaction& transaction, DeletionRequest& request, base::Timestamp now) {
  if (!request.confirm(now)) return;
  transaction.customers().update_deletion(request);
  transaction.jobs().enqueue({std::string(domain::kForgetPerson), request.id, now});
}

}  // namespace

base::Result<void> request_deletion(Services& services, std::string_view given, domain::Language language) {
  const auto email = domain::normal_email(given);
  if (!domain::is_email(email)) return no_address();
  const auto now = services.clock.now();
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto& customers = transaction.customers();
    if (customers.deletions_asked(email, now - domain::kDeletionLinkLifetime) >= domain::kDeletionLinksPerAddress) return {};
    const DeletionRequest request{services.ids.new_uuid(), email, DeletionState::kAsked, now};
    customers.insert_deletion(request);
    transaction.jobs().enqueue(
        {std::string(domain::kSendDeletionLink), request.id + ":" + std::string(to_string(language)), now});
    return {};
  });
}

base::Result<void> send_deletion_link(Services& services, const domain::Job& job) {
  const auto wish = read_wish(services, job.payload);
  if (!wish) return base::forward_error(wish);
  if (!*wish) return finish_job(services, job);
  const auto email = compose(services, **wish);
  if (!email) return base::forward_error(email);
  const auto sent = services.mailer.send(*email);
  // Whoever does not get it asks again.
  if (!sent && sent.error().code != ErrorCode::kUnanswered) return base::forward_error(sent);
  return finish_job(services, job);
}

base::Result<void> check_deletion_link(Services& services, const std::string& request_id, std::string_view signature) {
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    const auto request = find_by_link(services, transaction, request_id, signature);
    if (!request) return base::forward_error(request);
    return {};
  });
}

base::Result<void> confirm_deletion(Services& services, const std::string& request_id, std::string_view signature) {
  return services.database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    auto request = find_by_link(services, transaction, request_id, signature);
    if (!request) return base::forward_error(request);
    begin(transaction, *request, services.clock.now());
    return {};
  });
}

base::Result<void> delete_by_owner(ports::Database& database, ports::Clock& clock, ports::IdGenerator& ids,
                                   std::string_view given) {
  const auto email = domain::normal_email(given);
  if (!domain::is_email(email)) return no_address();
  return database.transact([&](ports::Transaction& transaction) -> base::Result<void> {
    if (!transaction.customers().is_known(email)) return base::fail(ErrorCode::kNotFound, "Nothing is known of this address.");
    const auto now = clock.now();
    DeletionRequest request{ids.new_uuid(), email, DeletionState::kAsked, now};
    transaction.customers().insert_deletion(request);
    begin(transaction, request, now);
    return {};
  });
}

}  // namespace app
