// verdicts: what earlier processes have measured of code that lies in the cache. Trials that take
// turns with the interpreter cost a part of what the code gains; where two processes in a row came
// to the same verdict the next ones take it over, and now and then one measures again.
#pragma once

#include <string>

#include "engine/gain.h"

namespace hasten::engine {

struct PastVerdict {
  bool faster = false;
  Gain gain;       // of the last that measured
  int agreed = 0;  // processes in a row with this verdict; 0: nothing is known

  bool can_be_taken_over() const;
};

// Both are best effort, as the cache's own: what cannot be read is not known.
PastVerdict read_verdict(const std::string& folder, const std::string& key);
// A verdict of this process, or one that it takes over, as it was read.
void note_verdict(const std::string& folder, const std::string& key, bool faster, const Gain& gain);
void note_taken_over(const std::string& folder, const std::string& key, const PastVerdict& past);

}  // namespace hasten::engine
