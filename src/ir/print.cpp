// print: the text of the typed IR. It is the golden format and the content key of the object cache,
// so it is complete (two modules with one text compile to one object) and holds no addresses, no
// locale, no hash order. parse.cpp reads it back. One item a line:
//
//   module pool=2
//   function "loop" region locals=3          or: function "leaf" native locals=1
//     variables "x"                          promoted namespace variables
//     params i64 / results f64               native functions
//     b0(v0 i64, v1 f64):
//       v2 i64 = AddChecked v0 v0 exit=e0
//       v3 f64 = ConstFloat 0x3ff8000000000000  # 1.5
//       v4 ptr = LoadPtr v9 imm=16 alias=Container
//       Branch v5 -> b1(v2) b2
//     e0 raise offset=12 line=3 depth=2 raiser=0 skips_null
//       local 0 Int v1
//   end
//
// It prints broken modules too, since the verifier's messages are read next to it. The structured
// bindings name every field of a struct on purpose: a field that is added does not compile until it
// is printed.
#include <charconv>
#include <cstring>

#include "ir/function.h"
#include "ir/tables.h"

namespace hasten::ir {
namespace {

void add_number(std::string& out, int64_t value) {
  char buffer[24];
  out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
}

void add_number(std::string& out, const char* title, int64_t value) {
  add_number(out += title, value);
}

void add_hex(std::string& out, uint64_t bits) {
  static const char kDigits[] = "0123456789abcdef";
  out += "0x";
  for (int shift = 60; shift >= 0; shift -= 4) out += kDigits[bits >> shift & 15];
}

// Control characters as \xNN; other bytes stand for themselves.
void add_quoted(std::string& out, const std::string& text) {
  static const char kDigits[] = "0123456789abcdef";
  out += '"';
  for (const char character : text) {
    const unsigned char byte = static_cast<unsigned char>(character);
    if (byte == '"' || byte == '\\') {
      out += '\\';
      out += character;
    } else if (byte < 32 || byte == 127) {
      out += "\\x";
      out += kDigits[byte >> 4];
      out += kDigits[byte & 15];
    } else {
      out += character;
    }
  }
  out += '"';
}

// For the reader only. to_chars: printf would follow the locale.
void add_float_comment(std::string& out, int64_t bits) {
  double value;
  std::memcpy(&value, &bits, sizeof value);
  char buffer[32];
  (out += "  # ").append(buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr);
}

Type type_of(const Function& function, Value value) {
  const bool known = value >= 0 && value < static_cast<Value>(function.types.size());
  return known ? function.types[value] : Type::kVoid;
}

void add_imm(std::string& out, const Inst& inst) {
  const int64_t imm = inst.imm;
  switch (inst.op) {
  case Op::kConstInt:
  case Op::kConstBool:
  case Op::kConstObject:
  case Op::kLoadLocal:
  case Op::kStoreLocal:
  case Op::kLoadStack:
  case Op::kStoreStack:
    return add_number(out, " ", imm);
  case Op::kConstFloat:
    return add_hex(out += ' ', static_cast<uint64_t>(imm));
  case Op::kCallNative:
    return add_number(out, " f", imm);
  case Op::kCallHelper:
    if (imm >= 0 && imm < kHelperCount) {
      (out += ' ') += helper_name(static_cast<Helper>(imm));
      return;
    }
    break;
  case Op::kCallMath:
    if (imm >= 0 && imm < kMathCount) {
      (out += ' ') += math_name(imm);
      return;
    }
    break;
  default:
    if (imm == 0) return;
  }
  add_number(out, " imm=", imm);
}

// The callee stands before the operands, a displacement after them.
bool imm_first(Op op) {
  return op == Op::kCallNative || op == Op::kCallHelper || op == Op::kCallMath ||
         op == Op::kStoreLocal || op == Op::kStoreStack;
}

void add_target(std::string& out, BlockId target, const std::vector<Value>& args) {
  add_number(out, "b", target);
  for (size_t i = 0; i < args.size(); ++i) add_number(out, i == 0 ? "(v" : ", v", args[i]);
  if (!args.empty()) out += ')';
}

void add_inst(std::string& out, const Inst& inst) {
  const auto& [op, type, alias, result, imm, exit, args, target, target_args] = inst;
  out += "    ";
  if (result != -1 || type != Type::kVoid) {
    add_number(out, "v", result);
    ((out += ' ') += type_name(type)) += " = ";
  }
  out += op_name(op);
  if (imm_first(op)) add_imm(out, inst);
  for (const Value arg : args) add_number(out, " v", arg);
  if (!imm_first(op)) add_imm(out, inst);
  if (alias != Alias::kAny) (out += " alias=") += alias_name(alias);
  if (exit != -1) add_number(out, " exit=e", exit);
  for (int i = 0; i < target_count(op); ++i) {
    add_target(out += i == 0 ? " -> " : " ", target[i], target_args[i]);
  }
  if (op == Op::kConstFloat) add_float_comment(out, imm);
  out += '\n';
}

void add_block(std::string& out, const Function& function, size_t index) {
  const auto& [params, insts] = function.blocks[index];
  add_number(out, "  b", static_cast<int64_t>(index));
  for (size_t i = 0; i < params.size(); ++i) {
    add_number(out, i == 0 ? "(v" : ", v", params[i]);
    (out += ' ') += type_name(type_of(function, params[i]));
  }
  out += params.empty() ? ":\n" : "):\n";
  for (const Inst& inst : insts) add_inst(out, inst);
}

void add_slot(std::string& out, const ExitSlot& slot) {
  const auto& [home, index, recipe, imm, values, frame] = slot;
  (out += "    ") += home_name(home);
  add_number(out, " ", index);
  (out += ' ') += recipe_name(recipe);
  int count = kSlotValues;
  while (count > 0 && values[count - 1] == -1) --count;
  for (int i = 0; i < count; ++i) add_number(out, " v", values[i]);
  if (imm != 0) add_number(out, " imm=", imm);
  if (frame != 0) add_number(out, " frame=", frame);
  out += '\n';
}

void add_frame(std::string& out, const FrameImage& image, const char* title) {
  const auto& [function, base, slots, offset, stack_depth, call_offset, next_offset, caller_depth,
               operands, generator, end_offset] = image;
  (out += "    ") += title;
  add_number(out, " function=", function);
  add_number(out, " base=", base);
  add_number(out, " slots=", slots);
  add_number(out, " offset=", offset);
  add_number(out, " depth=", stack_depth);
  add_number(out, " call=", call_offset);
  add_number(out, " next=", next_offset);
  add_number(out, " below=", caller_depth);
  add_number(out, " operands=", operands);
  if (generator >= 0) {
    add_number(out, " generator=", generator);
    add_number(out, " end=", end_offset);
  }
  out += '\n';
}

void add_exit(std::string& out, const Exit& exit, size_t number) {
  const auto& [kind, offset, place, line, stack_depth, raiser, raiser_skips_null, frames, suspended,
               slots] = exit;
  add_number(out, "  e", static_cast<int64_t>(number));
  (out += ' ') += exit_kind_name(kind);
  add_number(out, " offset=", offset);
  add_number(out, " line=", line);
  add_number(out, " depth=", stack_depth);
  if (raiser != -1) add_number(out, " raiser=", raiser);
  if (raiser_skips_null) out += " skips_null";
  if (place != offset) add_number(out, " place=", place);
  out += '\n';
  for (const FrameImage& image : frames) add_frame(out, image, "frame");
  for (const FrameImage& image : suspended) add_frame(out, image, "suspended");
  for (const ExitSlot& slot : slots) add_slot(out, slot);
}

void add_types(std::string& out, const char* title, const std::vector<Type>& types) {
  if (types.empty()) return;
  (out += "  ") += title;
  for (const Type type : types) (out += ' ') += type_name(type);
  out += '\n';
}

void add_function(std::string& out, const Function& function) {
  // The types are those of the definitions; values that nothing defines do not matter.
  const auto& [name, is_region, local_count, inline_words, variable_names, types, params, results,
               blocks, exits] = function;
  add_quoted(out += "function ", name);
  out += is_region ? " region" : " native";
  add_number(out, " locals=", local_count);
  if (inline_words != 0) add_number(out, " inline=", inline_words);
  out += '\n';
  if (!variable_names.empty()) {
    out += "  variables";
    for (const std::string& variable : variable_names) add_quoted(out += ' ', variable);
    out += '\n';
  }
  add_types(out, "params", params);
  add_types(out, "results", results);
  for (size_t i = 0; i < blocks.size(); ++i) add_block(out, function, i);
  for (size_t i = 0; i < exits.size(); ++i) add_exit(out, exits[i], i);
  out += "end\n";
}

}  // namespace

std::string to_text(const Function& function) {
  std::string out;
  add_function(out, function);
  return out;
}

std::string to_text(const Module& module) {
  const auto& [functions, pool_size] = module;
  std::string out;
  add_number(out, "module pool=", pool_size);
  out += '\n';
  for (const Function& function : functions) add_function(out, function);
  return out;
}

}  // namespace hasten::ir
