#pragma once

#include "app/services.h"

namespace app {

// Job webhook.process: does what a stored event calls for, by reading the object it speaks of anew. Events we have no
// use for are only marked processed.
base::Result<void> process_webhook(Services& services, const domain::Job& job);

// When an event could not be processed for the last time: brings the order it speaks of before a person, unless that is
// settled already. An order whose payment could not be looked up is flagged and stays open: whoever looks next, the reconciler or
// the return page, settles it. The event stays unprocessed in the inbox.
base::Result<void> give_up_webhook(Services& services, const domain::Job& job, const base::Error& error);

}  // namespace app
