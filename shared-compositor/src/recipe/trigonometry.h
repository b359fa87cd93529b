#pragma once

namespace compositor::recipe {

struct SineCosine {
  double sine;
  double cosine;
};

// Plain multiplications and additions, because sin() and cos() differ between C libraries in the last bits.
// Exact at multiples of 90; error under 1e-12. |degrees| must be under 1e6.
SineCosine sine_cosine(double degrees);

}  // namespace compositor::recipe
