#pragma once

#include <string>
#include <string_view>

namespace base {

// What a caller can do about a failure. http/problem.cc maps a code to a status, domain/retry_policy to retry or give up.
enum class ErrorCode {
  kInvalidInput,      // the request is wrong; repeating it will not help
  kUnauthenticated,   // signature or credential missing or wrong
  kForbidden,         // understood, not allowed
  kNotFound,
  kConflict,          // clashes with what is stored
  kTooLarge,
  kUnsupportedMedia,
  kRateLimited,       // try again later
  kUnavailable,       // a service we need does not answer; try again later
  kUnanswered,        // asked, but the answer was lost: it may have been done, or not; a blind repetition may do it twice
  kInternal,          // our own fault
};

struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string public_message;  // a sentence for the person or client; never internals
  std::string cause;           // for the log only; never a secret
  std::string field;           // the input it is about, when there is one
};

std::string_view error_code_name(ErrorCode code);  // "invalid_input"

// True where repeating the same call later can succeed.
bool is_transient(ErrorCode code);

}  // namespace base
