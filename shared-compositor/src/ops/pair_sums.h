#pragma once

#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

// Four sums of two products each, which every vector unit has as one instruction: what separable filters are made of.
// Integers, so that vector or not makes no difference.
namespace compositor::ops {

#if defined(__SSE2__)

using Shorts = __m128i;  // eight int16
using Ints = __m128i;    // four int32

inline Shorts load_shorts(const std::int16_t* from) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from)); }
inline void store_shorts(std::int16_t* to, Shorts v) { _mm_storeu_si128(reinterpret_cast<__m128i*>(to), v); }
// Eight bytes as int16.
inline Shorts load_bytes(const std::uint8_t* from) {
  return _mm_unpacklo_epi8(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(from)), _mm_setzero_si128());
}
// a0 b0 a1 b1 a2 b2 a3 b3, and the same of the upper halves.
inline Shorts interleave_low(Shorts a, Shorts b) { return _mm_unpacklo_epi16(a, b); }
inline Shorts interleave_high(Shorts a, Shorts b) { return _mm_unpackhi_epi16(a, b); }
inline Shorts upper_half(Shorts a) { return _mm_unpackhi_epi64(a, a); }
// Two int16 again and again.
inline Shorts load_pair(const std::int16_t* from) {
  std::int32_t both;
  std::memcpy(&both, from, 4);
  return _mm_set1_epi32(both);
}
inline Ints all_ints(std::int32_t v) { return _mm_set1_epi32(v); }
inline Ints add(Ints a, Ints b) { return _mm_add_epi32(a, b); }
// a0 * w0 + a1 * w1, a2 * w2 + a3 * w3, ...
inline Ints pair_sums(Shorts a, Shorts w) { return _mm_madd_epi16(a, w); }
template <int kShift>
inline Ints shift_right(Ints v) { return _mm_srai_epi32(v, kShift); }
// Saturating.
inline Shorts to_shorts(Ints low, Ints high) { return _mm_packs_epi32(low, high); }
// The first four as bytes, saturating.
inline void store_pixel(std::uint8_t* to, Shorts v) {
  const std::int32_t pixel = _mm_cvtsi128_si32(_mm_packus_epi16(v, v));
  std::memcpy(to, &pixel, 4);
}

#elif defined(__wasm_simd128__)

using Shorts = v128_t;
using Ints = v128_t;

inline Shorts load_shorts(const std::int16_t* from) { return wasm_v128_load(from); }
inline void store_shorts(std::int16_t* to, Shorts v) { wasm_v128_store(to, v); }
inline Shorts load_bytes(const std::uint8_t* from) { return wasm_u16x8_load8x8(from); }
inline Shorts interleave_low(Shorts a, Shorts b) { return wasm_i16x8_shuffle(a, b, 0, 8, 1, 9, 2, 10, 3, 11); }
inline Shorts interleave_high(Shorts a, Shorts b) { return wasm_i16x8_shuffle(a, b, 4, 12, 5, 13, 6, 14, 7, 15); }
inline Shorts upper_half(Shorts a) { return wasm_i64x2_shuffle(a, a, 1, 1); }
inline Shorts load_pair(const std::int16_t* from) { return wasm_v128_load32_splat(from); }
inline Ints all_ints(std::int32_t v) { return wasm_i32x4_splat(v); }
inline Ints add(Ints a, Ints b) { return wasm_i32x4_add(a, b); }
inline Ints pair_sums(Shorts a, Shorts w) { return wasm_i32x4_dot_i16x8(a, w); }
template <int kShift>
inline Ints shift_right(Ints v) { return wasm_i32x4_shr(v, kShift); }
inline Shorts to_shorts(Ints low, Ints high) { return wasm_i16x8_narrow_i32x4(low, high); }
inline void store_pixel(std::uint8_t* to, Shorts v) { wasm_v128_store32_lane(to, wasm_u8x16_narrow_i16x8(v, v), 0); }

#else

struct Shorts {
  std::int16_t v[8];
};
struct Ints {
  std::int32_t v[4];
};

inline Shorts load_shorts(const std::int16_t* from) {
  Shorts out;
  std::memcpy(out.v, from, sizeof out.v);
  return out;
}
inline void store_shorts(std::int16_t* to, Shorts v) { std::memcpy(to, v.v, sizeof v.v); }
inline Shorts load_bytes(const std::uint8_t* from) {
  Shorts out;
  for (int i = 0; i < 8; ++i) out.v[i] = from[i];
  return out;
}
inline Shorts interleave_low(Shorts a, Shorts b) { return {{a.v[0], b.v[0], a.v[1], b.v[1], a.v[2], b.v[2], a.v[3], b.v[3]}}; }
inline Shorts interleave_high(Shorts a, Shorts b) { return {{a.v[4], b.v[4], a.v[5], b.v[5], a.v[6], b.v[6], a.v[7], b.v[7]}}; }
inline Shorts upper_half(Shorts a) { return {{a.v[4], a.v[5], a.v[6], a.v[7], a.v[4], a.v[5], a.v[6], a.v[7]}}; }
inline Shorts load_pair(const std::int16_t* from) { return {{from[0], from[1], from[0], from[1], from[0], from[1], from[0], from[1]}}; }
inline Ints all_ints(std::int32_t v) { return {{v, v, v, v}}; }
inline Ints add(Ints a, Ints b) {
  for (int i = 0; i < 4; ++i) a.v[i] += b.v[i];
  return a;
}
inline Ints pair_sums(Shorts a, Shorts w) {
  Ints out;
  for (int i = 0; i < 4; ++i) out.v[i] = a.v[2 * i] * w.v[2 * i] + a.v[2 * i + 1] * w.v[2 * i + 1];
  return out;
}
template <int kShift>
inline Ints shift_right(Ints v) {
  for (int i = 0; i < 4; ++i) v.v[i] >>= kShift;
  return v;
}
inline Shorts to_shorts(Ints low, Ints high) {
  Shorts out;
  for (int i = 0; i < 8; ++i) {
    const std::int32_t v = i < 4 ? low.v[i] : high.v[i - 4];
    out.v[i] = static_cast<std::int16_t>(v < -32768 ? -32768 : (v > 32767 ? 32767 : v));
  }
  return out;
}
inline void store_pixel(std::uint8_t* to, Shorts v) {
  for (int i = 0; i < 4; ++i) to[i] = static_cast<std::uint8_t>(v.v[i] < 0 ? 0 : (v.v[i] > 255 ? 255 : v.v[i]));
}

#endif

}  // namespace compositor::ops
