// libm: what the mathematical functions of the running process are like.
#pragma once

namespace hasten::python {

// Whether pow() is as close to the true power as glibc's: squares that are not within 0.02 units of
// a middle between two floats come out correctly rounded. Looked at once, on a thousand of them.
bool pow_rounds_well();

}  // namespace hasten::python
