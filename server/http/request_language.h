#pragma once

#include "http/message.h"

namespace http {

// Sets the request's language. Pages have it in their address: "/de/cart" becomes "/cart" in German. Addresses of the API
// are the same in every language; there it is what Accept-Language asks for.
void find_language(Request& request);

}  // namespace http
