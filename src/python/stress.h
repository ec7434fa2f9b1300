// stress: switches for tests.
#pragma once

namespace hasten::python {

// Guards of code compiled with failing_guards fail once in that many times; 0: never.
void set_failing_guards(int denominator);

}  // namespace hasten::python
