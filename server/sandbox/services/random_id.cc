#include "sandbox/services/random_id.h"

#include <sys/random.h>

#include <stdexcept>

namespace sandbox {

std::string random_id(std::string_view prefix, std::size_t length) {
  static constexpr std::string_view kAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  std::string id(prefix);
  const std::size_t size = id.size() + length;
  while (id.size() < size) {
    unsigned char byte = 0;
    if (::getrandom(&byte, 1, 0) != 1) throw std::runtime_error("no randomness");
    // Bytes past the last whole round would favour the first letters.
    if (byte < 256 / kAlphabet.size() * kAlphabet.size()) id += kAlphabet[byte % kAlphabet.size()];
  }
  return id;
}

}  // namespace sandbox
