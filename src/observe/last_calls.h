// last_calls: the built-in functions that end a process without telling anybody: os._exit, os.abort
// and os.exec*. What is asked for is done before they are; the functions themselves, as a program
// sees them, stay the same objects.
#pragma once

namespace hasten::observe {

// Calls `before` at every such call from now on; `for_good`: the process is certain to end. Needs
// the GIL; false: posix has not all of these functions.
bool watch_last_calls(void (*before)(bool for_good));

}  // namespace hasten::observe
