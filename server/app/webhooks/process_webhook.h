#pragma once

#include "app/services.h"

namespace app {

// Job webhook.process: does what a stored event calls for, by reading the object it speaks of anew. Events we have no
// use for are only marked processed.
base::Result<void> process_webhook(Services& services, const domain::Job& job);

}  // namespace app
