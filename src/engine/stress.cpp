// stress: see stress.h.
#include "engine/stress.h"

namespace hasten::engine {
namespace {

bool exchange(ir::Module& module, ir::Op from, ir::Op to) {
  bool found = false;
  for (ir::Function& function : module.functions) {
    for (ir::Block& block : function.blocks) {
      for (ir::Inst& inst : block.insts) {
        if (inst.op != from) continue;
        inst.op = to;
        found = true;
      }
    }
  }
  return found;
}

}  // namespace

void miscompile(ir::Module& module) {
  using ir::Op;
  if (exchange(module, Op::kFAdd, Op::kFSub)) return;
  if (exchange(module, Op::kMulChecked, Op::kAddChecked)) return;
  exchange(module, Op::kAddChecked, Op::kSubChecked);
}

}  // namespace hasten::engine
