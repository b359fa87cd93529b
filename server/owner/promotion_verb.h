#pragma once

#include <functional>

#include "ports/database.h"

namespace CLI {
class App;
}

namespace owner {

// `picasso_pet promotion add | list | end`. Declares the verb; the returned function runs what was asked and gives the
// process's exit status. Both arguments must outlive the call of it.
std::function<int(ports::Database&, base::Timestamp now)> declare_promotion_verb(CLI::App& cli);

}  // namespace owner
