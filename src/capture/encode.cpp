// See encode.h.
#include "capture/encode.h"

#include "capture/byte_stream.h"

namespace hasten::capture {
namespace {

const observe::CallSite* next_of(const observe::CallSite& site) {
  return site.next.load(std::memory_order_acquire);
}

void encode_node(ByteWriter& out, const observe::Node& node) {
  out.number(node.own_ticks.get());
  uint64_t sites = 0;
  for (const auto* site = &node.site; site != nullptr; site = next_of(*site)) ++sites;
  out.number(sites);
  for (const auto* site = &node.site; sites-- > 0; site = next_of(*site)) {
    out.signed_number(site->offset.load(std::memory_order_relaxed));
    out.number(site->calls.get());
    out.number(site->ticks.get());
  }
}

}  // namespace

std::string encode_facts(const Facts& facts) {
  ByteWriter out;
  out.number(facts.size());
  for (const auto& [name, value] : facts) out.text(name), out.text(value);
  return out.bytes();
}

std::string encode_clock(const observe::Moment& moment) {
  ByteWriter out;
  out.number(moment.ticks);
  out.number(moment.nanoseconds);
  return out.bytes();
}

std::string FunctionEncoder::encode(const observe::FunctionTable& functions) {
  const std::vector<const observe::Function*> fresh = functions.from(next_);
  if (fresh.empty()) return "";
  ByteWriter out;
  out.number(next_);
  out.number(fresh.size());
  for (const observe::Function* function : fresh) {
    out.number(function->is_builtin ? 1 : 0);
    out.signed_number(function->first_line);
    out.text(function->file);
    out.text(function->name);
    out.text(function->qualified_name);
    out.text(function->line_table);
  }
  next_ += static_cast<uint32_t>(fresh.size());
  return out.bytes();
}

std::string CallsEncoder::encode(const observe::ThreadCalls& thread) {
  const auto first = static_cast<uint32_t>(seen_.size());
  const uint32_t size = thread.tree.size();
  seen_.resize(size);
  ByteWriter out;
  out.number(thread.number);
  out.number(static_cast<uint64_t>(thread.thread));
  out.number(thread.tree.folded_calls());
  out.number(first);
  out.number(size - first);
  for (uint32_t id = first; id < size; ++id) {
    const observe::Node& node = thread.tree.node(id);
    out.number(node.parent == nullptr ? 0 : node.parent->id);
    out.number(node.function == nullptr ? 0 : node.function->id + 1);
  }
  std::vector<uint32_t> changed;
  for (uint32_t id = 0; id < size; ++id) {
    const observe::Node& node = thread.tree.node(id);
    Seen now{node.own_ticks.get(), 0};
    for (const auto* site = &node.site; site != nullptr; site = next_of(*site))
      now.calls += site->calls.get();
    if (now.own_ticks == seen_[id].own_ticks && now.calls == seen_[id].calls) continue;
    seen_[id] = now;
    changed.push_back(id);
  }
  if (size == first && changed.empty()) return "";
  out.number(changed.size());
  for (const uint32_t id : changed) {
    out.number(id);
    encode_node(out, thread.tree.node(id));
  }
  return out.bytes();
}

std::string LinesEncoder::encode(const observe::LineCollector& lines) {
  const std::vector<const observe::CodeLines*> codes = lines.codes();
  seen_.resize(codes.size(), UINT64_MAX);
  std::vector<const observe::CodeLines*> changed;
  for (size_t i = 0; i < codes.size(); ++i) {
    uint64_t all = 0;
    for (const observe::LineCounts& line : codes[i]->counts)
      all += line.hits.get() + line.ticks.get();
    if (all == seen_[i]) continue;
    seen_[i] = all;
    changed.push_back(codes[i]);
  }
  if (changed.empty()) return "";
  ByteWriter out;
  out.number(changed.size());
  for (const observe::CodeLines* code : changed) {
    out.number(code->function->id);
    out.signed_number(code->first);
    out.number(code->counts.size());
    for (const observe::LineCounts& line : code->counts) {
      out.number(line.hits.get());
      out.number(line.ticks.get());
      out.number(line.events.get());
    }
  }
  return out.bytes();
}

}  // namespace hasten::capture
