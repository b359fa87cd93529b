#pragma once

#include <string_view>

namespace base {

// A place between two steps, where the chaos tests end this process or a store that it speaks to. Does nothing unless
// PICASSO_KILL_AT names a file (the configuration refuses that beside live keys). The file says "LABEL NTH PID": when this
// process comes to LABEL for the NTH time since the file was written, it removes the file and sends SIGKILL to PID, or to
// itself where that is 0. Of several processes that come there together one does.
void kill_point(std::string_view label);

}  // namespace base
