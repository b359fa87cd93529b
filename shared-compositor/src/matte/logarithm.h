#pragma once

namespace compositor::matte {

// Natural logarithm and e^-x from + - * / alone, so that they are the same everywhere.

// x > 0; 2 artanh((m - 1) / (m + 1)) of the mantissa (Abramowitz and Stegun 4.1.27), error under 1e-6.
float natural_log(float x);

// e^-x for x >= 0: the (2, 2) Pade approximant of e^(-x/64), squared six times; relative error under 1e-3 up to 20,
// then 0.
float falling_exponential(float x);

}  // namespace compositor::matte
