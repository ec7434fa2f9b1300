// encode_samples: the parts of a log of samples as the payloads of chunks. Unlike other counts
// these are told once, in their order.
#pragma once

#include <string>

#include "observe/sample_log.h"

namespace hasten::capture {

std::string encode_stacks(const observe::SampleLog::Part& part);
std::string encode_samples(const observe::SampleLog::Part& part);

}  // namespace hasten::capture
