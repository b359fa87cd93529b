#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

#include "compositor/error.h"

namespace compositor {

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string message) {
  return tl::unexpected<Error>(Error{code, std::move(message)});
}

}  // namespace compositor
