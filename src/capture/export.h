// export: a profile in the formats of other tools, as the bytes of a file.
#pragma once

#include <string>

#include "capture/profile.h"

namespace hasten::capture {

// One dict as Lib/pstats.py reads it: {(file, line, name): (primitive calls, calls, own seconds,
// cumulative seconds, callers)}; callers: {(file, line, name): (calls, primitive calls, ...)}.
std::string export_pstats(const Profile& profile);

// Text for KCachegrind and callgrind_annotate (Valgrind manual, "Callgrind Format Specification"):
// nanoseconds and calls, with the lines that the calls are on.
std::string export_callgrind(const Profile& profile);

// One line per path of callers, "process PID;thread TID;function (file:line);... NANOSECONDS", as
// flamegraph.pl and others read it.
std::string export_collapsed(const Profile& profile);

// JSON for speedscope.app: one profile per thread, weights in nanoseconds.
std::string export_speedscope(const Profile& profile);

// JSON for chrome://tracing and ui.perfetto.dev. Of samples: needs the runs of the profile.
std::string export_chrome(const Profile& profile);

// For pprof, before it is compressed with gzip.
std::string export_pprof(const Profile& profile);

// file,line,function,ncalls,primitive_calls,own_s,cumulative_s
std::string export_csv(const Profile& profile);

// The same of a capture of lines, those that were hit: file,function,line,hits,time_s
std::string export_lines_csv(const Profile& profile);

// Of a capture of samples: file,line,function,self_samples,total_samples; the line is that of the
// definition, and recursive functions count once per stack in total_samples.
std::string export_samples_csv(const Profile& profile);
// As export_collapsed, with the lines that the frames are at, and samples as numbers.
std::string export_samples_collapsed(const Profile& profile);
// In the order of time: needs the runs of the profile.
std::string export_samples_speedscope(const Profile& profile);
// The part of export_json that tells of them.
std::string samples_json(const Profile& profile);

// Calls with their callers, lines, samples, and what is known of the processes;
// python/hasten/schema/capture.schema.json.
std::string export_json(const Profile& profile);

}  // namespace hasten::capture
