#pragma once

#include <cstdint>
#include <cstring>

namespace compositor::paint {

// Four floats at once. Each lane gets exactly what the same operations give on single floats, with or without vector
// instructions: that keeps pictures the same everywhere.
using Floats = float __attribute__((vector_size(16)));
using Ints = std::int32_t __attribute__((vector_size(16)));

inline Floats all(float x) { return Floats{x, x, x, x}; }
inline Ints all(std::int32_t x) { return Ints{x, x, x, x}; }

inline Floats load(const float* from) {
  Floats value;
  std::memcpy(&value, from, sizeof value);
  return value;
}
inline void store(Floats value, float* to) { std::memcpy(to, &value, sizeof value); }

inline Floats as_floats(Ints x) { return __builtin_convertvector(x, Floats); }
// Towards zero; for numbers that fit.
inline Ints as_ints(Floats x) { return __builtin_convertvector(x, Ints); }

// `yes` where all bits of a lane of `mask` are set, `no` where none is.
inline Floats choose(Ints mask, Floats yes, Floats no) {
  return reinterpret_cast<Floats>((reinterpret_cast<Ints>(yes) & mask) | (reinterpret_cast<Ints>(no) & ~mask));
}

// a where a < b, else b; for max where a > b.
inline Floats smaller(Floats a, Floats b) {
#if defined(__SSE__)
  return __builtin_ia32_minps(a, b);
#elif defined(__wasm_simd128__)
  return __builtin_wasm_pmin_f32x4(b, a);
#else
  return choose(a < b, a, b);
#endif
}
inline Floats larger(Floats a, Floats b) {
#if defined(__SSE__)
  return __builtin_ia32_maxps(a, b);
#elif defined(__wasm_simd128__)
  return __builtin_wasm_pmax_f32x4(b, a);
#else
  return choose(a > b, a, b);
#endif
}

inline Floats magnitude(Floats x) { return reinterpret_cast<Floats>(reinterpret_cast<Ints>(x) & all(std::int32_t{0x7FFFFFFF})); }

// Rounded down, for numbers that fit an int.
inline Ints floor_of(Floats x) {
  const Ints whole = as_ints(x);
  return whole + (x < as_floats(whole));  // true is -1
}

// 0 at 0 and below, 1 at 1 and above, smooth between.
inline Floats eased(Floats t) {
  t = larger(smaller(t, all(1.0f)), all(0.0f));
  return t * t * (all(3.0f) - all(2.0f) * t);
}

}  // namespace compositor::paint
