// See encode_samples.h.
#include "capture/encode_samples.h"

#include "capture/byte_stream.h"

namespace hasten::capture {

std::string encode_stacks(const observe::SampleLog::Part& part) {
  ByteWriter out;
  out.number(part.first_node);
  out.number(part.nodes.size());
  for (const observe::StackNode& node : part.nodes) {
    out.number(node.parent);
    out.number(uint32_t{node.function + 1});  // 0: not known
    out.signed_number(node.unit);
  }
  return out.bytes();
}

std::string encode_samples(const observe::SampleLog::Part& part) {
  ByteWriter out;
  out.number(part.lost);
  out.number(part.threads.size());
  for (const observe::SampledThread& thread : part.threads) {
    out.number(thread.number);
    out.number(thread.tid);
    out.number(thread.begun);
    out.number(thread.runs.size());
    for (const observe::SampleRun& run : thread.runs) {
      out.number(run.node);
      out.number(static_cast<uint64_t>(run.state));
      out.number(run.samples);
      out.number(run.ticks);
      out.number(run.cpu_nanoseconds);
    }
  }
  return out.bytes();
}

}  // namespace hasten::capture
