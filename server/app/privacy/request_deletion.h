#pragma once

#include <string>
#include <string_view>

#include "app/services.h"
#include "domain/language.h"

namespace app {

// Somebody asks on a page that we forget an address. What is answered, and how long it takes, tells nobody whether we
// know it. kInvalidInput when it is no address.
base::Result<void> request_deletion(Services& services, std::string_view email, domain::Language language);

// Job person.send_link, payload "<request>:<language>": sends the link to an address that we know, and forgets any other.
base::Result<void> send_deletion_link(Services& services, const domain::Job& job);

// By the link in the mail; again changes nothing. kNotFound alike for a wrong link and one that is too old.
base::Result<void> check_deletion_link(Services& services, const std::string& request_id, std::string_view signature);
base::Result<void> confirm_deletion(Services& services, const std::string& request_id, std::string_view signature);

// The owner's word in place of the link, for somebody who asked in another way.
base::Result<void> delete_by_owner(ports::Database& database, ports::Clock& clock, ports::IdGenerator& ids,
                                   std::string_view email);

}  // namespace app
