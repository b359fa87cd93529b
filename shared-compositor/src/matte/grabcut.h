#pragma once

#include "matte/regions.h"

namespace compositor::matte {

// Which pixels are the pet (1, else 0), after Rother, Kolmogorov and Blake, "GrabCut" (2004): two colour mixtures and
// the cheapest cut between what they say, in turns. Here the oval has its say, too, the more the less the colours tell
// apart, so that the face is never lost: its middle is the pet, its far outside is not, and a cut that leaves too little
// of the oval is made again nearer to the oval.
image::Plane segment(const View& view);

// The oval alone, with what the brush said.
image::Plane oval_only(const View& view);

}  // namespace compositor::matte
