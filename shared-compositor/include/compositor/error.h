#pragma once

#include <string>

namespace compositor {

// Why an input was refused. The list is short on purpose: callers branch on it,
// people read `Error::message`.
enum class ErrorCode {
  kNotAnImage,        // no JPEG or PNG signature
  kUnsupportedImage,  // an image, but of a kind we do not take: 16-bit, CMYK, animated ...
  kCorruptImage,      // cut short or damaged
  kImageTooLarge,     // over kMaxPixels or kMaxSide, judged from the header, before decoding
  kImageTooSmall,     // a side under kMinSide
  kInvalidRecipe,     // malformed JSON, NaN, outside its range, outside the photo
  kInvalidScene,      // scene package cut short or inconsistent
  kInvalidTarget,     // unknown print spec, zero or oversized canvas
  kCanceled,          // the caller's Progress said so
};

struct Error {
  ErrorCode code;
  // One English sentence that may be shown to the customer: no paths, no internals.
  std::string message;
};

}  // namespace compositor
