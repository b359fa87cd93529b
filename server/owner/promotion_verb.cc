#include "owner/promotion_verb.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <map>
#include <memory>

#include "app/promotions/keep_promotions.h"

namespace owner {
namespace {

// What the command line said; lives as long as the verb.
struct Asked {
  CLI::App* add = nullptr;
  CLI::App* list = nullptr;
  CLI::App* end = nullptr;
  std::string code;
  std::string description;
  std::map<domain::Language, std::string> translations;
  int percent = 0;
  std::int64_t amount = 0;
  std::int64_t minimum = 0;
  std::vector<std::string> products;
  std::string from;
  std::string until;
  int limit = 0;
  int per_email = 0;
};

template <class T>
std::optional<T> unless_zero(T value) {
  return value == 0 ? std::nullopt : std::optional<T>(value);
}

int complain(const std::string& message) {
  std::fprintf(stderr, "%s\n", message.c_str());
  return 1;
}

int complain(const base::Error& error) {
  return complain(error.cause.empty() ? error.public_message : error.public_message + " (" + error.cause + ")");
}

std::string when(const std::optional<base::Timestamp>& time) { return time ? base::to_rfc3339(*time) : "-"; }

void print(const domain::Promotion& promotion) {
  const std::string discount = promotion.percent_off ? std::to_string(*promotion.percent_off) + "%" : base::format_money(*promotion.amount_off);
  const std::string description = promotion.description.empty() ? discount + " off" : promotion.description;
  const std::string limit = promotion.limit_total ? std::to_string(*promotion.limit_total) : "-";
  const std::string per_email = promotion.limit_per_email ? std::to_string(*promotion.limit_per_email) : "-";
  std::printf("%s: %s; used %d of %s, per e-mail %s; from %s until %s\n", promotion.code.c_str(),
              description.c_str(), promotion.uses, limit.c_str(), per_email.c_str(),
              when(promotion.starts_at).c_str(), when(promotion.ends_at).c_str());
}

// Nothing for an empty text; a text that is no time is reported.
bool read_time(const std::string& text, std::optional<base::Timestamp>& time) {
  if (text.empty()) return true;
  time = base::from_rfc3339(text);
  return time.has_value();
}

int add(const Asked& asked, ports::Database& database) {
  app::PromotionTerms terms{asked.code, asked.description, {}, unless_zero(asked.percent), unless_zero(asked.amount),
                            asked.minimum, asked.products, {}, {}, unless_zero(asked.limit), unless_zero(asked.per_email)};
  for (const auto& [language, words] : asked.translations) {
    if (!words.empty()) terms.translations.emplace(language, words);
  }
  if (!read_time(asked.from, terms.starts_at) || !read_time(asked.until, terms.ends_at)) {
    return complain("Times are written as 2026-12-24T18:00:00Z.");
  }
  const auto added = app::add_promotion(database, terms);
  if (!added) return complain(added.error());
  print(*added);
  return 0;
}

int list(ports::Database& database) {
  const auto promotions = app::list_promotions(database);
  if (!promotions) return complain(promotions.error());
  for (const auto& promotion : *promotions) print(promotion);
  return 0;
}

int end(const Asked& asked, ports::Database& database, base::Timestamp now) {
  const auto ended = app::end_promotion(database, asked.code, now);
  if (!ended) return complain(ended.error());
  std::printf("%s takes no new orders.\n", asked.code.c_str());
  return 0;
}

}  // namespace

std::function<int(ports::Database&, base::Timestamp)> declare_promotion_verb(CLI::App& cli) {
  auto asked = std::make_shared<Asked>();
  auto* verb = cli.add_subcommand("promotion", "codes that take something off a cart's goods");
  verb->require_subcommand(1);
  asked->add = verb->add_subcommand("add", "a new code");
  asked->add->add_option("CODE", asked->code)->required();
  asked->add->add_option("--percent", asked->percent, "off the goods, 1 to 100");
  asked->add->add_option("--amount", asked->amount, "off the goods, in cents");
  asked->add->add_option("--description", asked->description, "for buyers, in English; \"10% off\" by itself");
  for (const auto language : domain::kLanguages) {
    if (language == domain::Language::kEnglish) continue;
    const std::string code(to_string(language));
    asked->add->add_option("--description-" + code, asked->translations[language], "the same on pages in this language");
  }
  asked->add->add_option("--minimum", asked->minimum, "of the goods, in cents");
  asked->add->add_option("--products", asked->products, "only these: tee,hat")->delimiter(',');
  asked->add->add_option("--from", asked->from, "2026-12-01T00:00:00Z");
  asked->add->add_option("--until", asked->until, "2026-12-24T18:00:00Z");
  asked->add->add_option("--limit", asked->limit, "orders in all")->check(CLI::PositiveNumber);
  asked->add->add_option("--per-email", asked->per_email, "orders of one e-mail address")->check(CLI::PositiveNumber);
  asked->list = verb->add_subcommand("list", "all codes and how often they are used");
  asked->end = verb->add_subcommand("end", "no new orders with this code");
  asked->end->add_option("CODE", asked->code)->required();
  return [asked](ports::Database& database, base::Timestamp now) {
    if (asked->add->parsed()) return add(*asked, database);
    if (asked->list->parsed()) return list(database);
    return end(*asked, database, now);
  };
}

}  // namespace owner
