#pragma once

#include "app/services.h"

namespace app {

// Job order.send_mail: renders and sends one owed mail, at most once. What the mail service is asked is stored before
// it is asked: an answer that got lost leaves the mail `unclear`, and the job order.resolve_mail looks at it later.
base::Result<void> send_mail(Services& services, const domain::Job& job);

// When the mail service turned the mail away for the last time: it failed, and a person is told.
base::Result<void> give_up_mail(Services& services, const domain::Job& job, const base::Error& error);

// Job order.resolve_mail: looks at an unclear mail with growing gaps for a minute. The mail service tells of each mail it
// took within seconds: one that it is silent about was not taken, and is sent once more. After a second silence it
// failed, and a person decides: `picasso_pet mail again`.
base::Result<void> resolve_mail(Services& services, const domain::Job& job);

}  // namespace app
