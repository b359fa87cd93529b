#pragma once

#include <string>
#include <string_view>

#include "http/message.h"
#include "ports/wording.h"

namespace http {

// The text that holds an English sentence in all languages: "Your cart is empty." is "refusal.your_cart_is_empty".
std::string refusal_key(std::string_view sentence);

// What the shop says in English, in the language. An order's number may stand in it, and after a colon another sentence.
// A sentence without a text of its own stays English.
std::string said_in(const ports::Wording& wording, domain::Language language, const std::string& sentence);

// Puts the title and the sentences of a problem document into the language; leaves every other answer alone.
void put_in_language(Response& response, const ports::Wording& wording, domain::Language language);

}  // namespace http
