#include "sandbox/services/stripe/page_words.h"

#include <unicode/locid.h>
#include <unicode/numberformatter.h>

#include <map>
#include <nlohmann/json.hpp>

#include "sandbox/services/answers.h"

namespace sandbox::stripe {
namespace {

const std::map<std::string_view, std::string_view>& german_words() {
  static const std::map<std::string_view, std::string_view> kWords = {
      {"Pay", "Bezahlen"},
      {"Contact", "Kontakt"},
      {"Email", "E-Mail"},
      {"Phone number", "Telefonnummer"},
      {"Shipping address", "Lieferadresse"},
      {"Full name", "Vollständiger Name"},
      {"Country", "Land"},
      {"Address line 1", "Straße und Hausnummer"},
      {"Address line 2 (optional)", "Adresszusatz (freiwillig)"},
      {"City", "Ort"},
      {"State or province code", "Bundesstaat"},
      {"ZIP or postal code", "Postleitzahl"},
      {"Shipping method", "Versandart"},
      {"free", "kostenlos"},
      {"Order summary", "Deine Bestellung im Überblick"},
      {"Your order", "Deine Bestellung"},
      {"Payment", "Zahlung"},
      {"Subtotal", "Zwischensumme"},
      {"Discount", "Rabatt"},
      {"Shipping", "Versand"},
      {"Tax", "Steuern"},
      {"Total due", "Zu zahlen"},
      {"Back to the shop without paying", "Ohne Bezahlung zurück zum Shop"},
      {"Card", "Karte"},
      {"Card number", "Kartennummer"},
      {"Expiry (MM / YY)", "Gültig bis"},
      {"CVC", "Prüfziffer"},
      {"Test cards", "Testkarten"},
      {"4242 4242 4242 4242 pays. 4000 0000 0000 0002 is declined. 4000 0000 0000 9995 has insufficient funds. 4000 "
       "0027 6000 3184 asks the bank (3-D Secure). Any future expiry, any CVC.",
       "4242 4242 4242 4242 bezahlt. 4000 0000 0000 0002 wird abgelehnt. 4000 0000 0000 9995 ist nicht gedeckt. 4000 "
       "0027 6000 3184 fragt die Bank (3-D Secure). Jedes Datum in der Zukunft, jede Prüfziffer."},
      {"Pay now", "Jetzt bezahlen"},
      {"Pay later by bank debit", "Später per Lastschrift bezahlen"},
      {"Your card number is incomplete.", "Deine Kartennummer ist unvollständig."},
      {"Your card's expiration date is incomplete.", "Das Ablaufdatum deiner Karte ist unvollständig."},
      {"Your card's expiration year is in the past.", "Deine Karte ist abgelaufen."},
      {"Your card's security code is incomplete.", "Die Prüfziffer deiner Karte ist unvollständig."},
      {"Choose a country from the list.", "Wähl ein Land aus der Liste."},
      {"Enter your full name.", "Gib deinen vollständigen Namen ein."},
      {"Enter your address.", "Gib deine Adresse ein."},
      {"Enter your city.", "Gib deinen Ort ein."},
      {"Enter your state or province as its short code, for example CA.",
       "Gib das Kürzel des Bundesstaats ein, zum Beispiel CA."},
      {"Enter your ZIP or postal code.", "Gib deine Postleitzahl ein."},
      {"Enter a valid email address.", "Gib eine gültige E-Mail-Adresse ein."},
      {"Enter a phone number for the courier.", "Gib eine Telefonnummer für die Zustellung ein."},
      {"Your card has insufficient funds. Try a different card.",
       "Deine Karte ist nicht gedeckt. Versuch es mit einer anderen."},
      {"We are unable to authenticate your payment method. Please choose a different payment method and try again.",
       "Deine Bank hat die Zahlung nicht bestätigt. Wähl eine andere Karte und versuch es noch einmal."},
      {"Your card number is not one of the test cards. Use 4242 4242 4242 4242 to pay.",
       "Das ist keine der Testkarten. Mit 4242 4242 4242 4242 kannst du bezahlen."},
      {"Your credit card was declined. Try paying with a debit card instead.",
       "Deine Kreditkarte wurde abgelehnt. Versuch es mit einer Debitkarte."},
      {"Please try again.", "Bitte versuch es noch einmal."},
      {"Back to the shop", "Zurück zum Shop"},
      {"You have already paid", "Du hast schon bezahlt"},
      {"This payment is complete. Nothing was charged a second time.",
       "Diese Zahlung ist abgeschlossen. Es wurde nichts ein zweites Mal berechnet."},
      {"This payment page has expired", "Diese Zahlungsseite ist abgelaufen"},
      {"Nothing was charged. Go back to the shop and start again.",
       "Es wurde nichts berechnet. Geh zurück zum Shop und fang noch einmal an."},
      {"3-D Secure: your bank asks", "3-D Secure: Deine Bank fragt nach"},
      {"The test bank wants to know whether it is you who pays.", "Die Testbank möchte wissen, ob du es bist, der bezahlt."},
      {"Yes, approve the payment", "Ja, Zahlung bestätigen"},
      {"No, deny it", "Nein, ablehnen"},
  };
  return kWords;
}

std::string to_utf8(const ::icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

}  // namespace

PageWords::PageWords(const nlohmann::json& session) : german_(session.contains("locale") && session["locale"] == "de") {}

std::string PageWords::operator()(std::string_view english) const {
  const auto found = german_ ? german_words().find(english) : german_words().end();
  return std::string(found == german_words().end() ? english : found->second);
}

std::string PageWords::country(const std::string& code) const {
  ::icu::UnicodeString name;
  ::icu::Locale("", code.c_str()).getDisplayCountry(::icu::Locale(language()), name);
  return name.isEmpty() ? code : to_utf8(name);
}

std::string PageWords::money(std::int64_t minor, const std::string& currency) const {
  if (!german_) return money_text(minor, currency);
  UErrorCode status = U_ZERO_ERROR;
  const ::icu::CurrencyUnit unit(::icu::UnicodeString::fromUTF8(currency).getTerminatedBuffer(), status);
  const auto text = ::icu::number::NumberFormatter::withLocale(::icu::Locale("de_DE"))
                        .unit(unit)
                        .formatDecimal(std::to_string(minor) + "e-2", status)
                        .toString(status);
  return U_SUCCESS(status) ? to_utf8(text) : money_text(minor, currency);
}

}  // namespace sandbox::stripe
