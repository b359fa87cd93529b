#pragma once

#include "base/result.h"
#include "compositor/error.h"

namespace app {

// The compositor's messages are written for customers; only the code changes its vocabulary.
inline base::Failure from_compositor(const compositor::Error& error, std::string field) {
  using compositor::ErrorCode;
  auto code = base::ErrorCode::kInvalidInput;
  if (error.code == ErrorCode::kNotAnImage || error.code == ErrorCode::kUnsupportedImage) {
    code = base::ErrorCode::kUnsupportedMedia;
  } else if (error.code == ErrorCode::kImageTooLarge) {
    code = base::ErrorCode::kTooLarge;
  }
  return base::fail(code, error.message, {}, std::move(field));
}

}  // namespace app
