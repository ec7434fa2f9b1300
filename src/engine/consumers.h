// consumers: built-ins that consume a generator - sum, any, all, min, max, list, tuple, set,
// sorted, str.join - notice when that takes long and go on as a loop that is compiled
// (consumer_code.h, docs/decisions/0014). The objects that programs see stay the same; what changes
// is the C function behind them, while a session runs. Both need the GIL.
#pragma once

namespace hasten::engine {

void stand_in_for_builtins();
void restore_builtins();

}  // namespace hasten::engine
