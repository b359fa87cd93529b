#pragma once

#include <functional>

#include "ports/clock.h"
#include "ports/database.h"

namespace CLI {
class App;
}

namespace owner {

// `mail list ORDER` and `mail again ID`. Gives what runs the parsed verb; its answer is the process's exit code.
std::function<int(ports::Database&, ports::Clock&)> declare_mail_verb(CLI::App& cli);

}  // namespace owner
