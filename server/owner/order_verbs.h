#pragma once

#include <functional>

#include "ports/clock.h"
#include "ports/database.h"
#include "ports/id_generator.h"

namespace CLI {
class App;
}

namespace owner {

// `picasso_pet refund ORDER [CENTS] --reason TEXT [--id UUID]`: stores the refund; a worker sends it. The returned
// function runs what was asked and gives the process's exit status.
std::function<int(ports::Database&, ports::Clock&, ports::IdGenerator&)> declare_refund_verb(CLI::App& cli);

// `picasso_pet audit`: checks the story of every order; exit status 1 names the broken entries.
std::function<int(ports::Database&)> declare_audit_verb(CLI::App& cli);

// `picasso_pet orders resume ORDER --reason TEXT`: brings an order that is before a person to the printer after all.
std::function<int(ports::Database&, ports::Clock&)> declare_orders_verb(CLI::App& cli);

// `forget EMAIL`: deletes what is known of a person who asked for it in another way than the page.
std::function<int(ports::Database&, ports::Clock&, ports::IdGenerator&)> declare_forget_verb(CLI::App& cli);

}  // namespace owner
