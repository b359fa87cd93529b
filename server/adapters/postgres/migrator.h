#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace adapters::postgres {

// Applies every *.sql of `migrations_dir` that was not applied before, by name, each in a transaction of its own, and
// tells their names. Several migrators at once are safe: one works, the others wait and then find nothing to do.
// Errors: kUnavailable (no database), kConflict (an applied file was changed or a new one sorts before it),
// kInvalidInput (no such folder, or its SQL fails: the cause names the file).
base::Result<std::vector<std::string>> migrate(const std::string& database_url,
                                               const std::filesystem::path& migrations_dir);

}  // namespace adapters::postgres
