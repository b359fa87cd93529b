#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "base/error.h"

namespace base {

template <class T = void>
using Result = tl::expected<T, Error>;

using Failure = tl::unexpected<Error>;

inline Failure fail(ErrorCode code, std::string public_message, std::string cause = {}, std::string field = {}) {
  return Failure(Error{code, std::move(public_message), std::move(cause), std::move(field)});
}

// Passes another result's error on.
template <class T>
Failure forward_error(const Result<T>& result) {
  return Failure(result.error());
}

}  // namespace base
