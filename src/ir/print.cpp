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

std::string id(char prefix, int64_t index) { return prefix + std::to_string(index); }

std::string hex(uint64_t bits) {
  static const char kDigits[] = "0123456789abcdef";
  std::string out = "0x";
  for (int shift = 60; shift >= 0; shift -= 4) out += kDigits[bits >> shift & 15];
  return out;
}

// Control characters as \xNN; other bytes stand for themselves.
std::string quoted(const std::string& text) {
  static const char kDigits[] = "0123456789abcdef";
  std::string out = "\"";
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
  return out + "\"";
}

// For the reader only. to_chars: printf would follow the locale.
std::string float_comment(int64_t bits) {
  double value;
  std::memcpy(&value, &bits, sizeof value);
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value);
  return "  # " + std::string(buffer, end.ptr);
}

Type type_of(const Function& function, Value value) {
  const bool known = value >= 0 && value < static_cast<Value>(function.types.size());
  return known ? function.types[value] : Type::kVoid;
}

std::string imm_text(const Inst& inst) {
  const int64_t imm = inst.imm;
  switch (inst.op) {
  case Op::kConstInt:
  case Op::kConstBool:
  case Op::kConstObject:
  case Op::kLoadLocal:
  case Op::kStoreLocal:
  case Op::kLoadStack:
  case Op::kStoreStack:
    return " " + std::to_string(imm);
  case Op::kConstFloat:
    return " " + hex(static_cast<uint64_t>(imm));
  case Op::kCallNative:
    return " " + id('f', imm);
  case Op::kCallHelper:
    if (imm >= 0 && imm < kHelperCount)
      return std::string(" ") + helper_name(static_cast<Helper>(imm));
    break;
  case Op::kCallMath:
    if (imm >= 0 && imm < kMathCount) return std::string(" ") + math_name(imm);
    break;
  default:
    if (imm == 0) return "";
  }
  return " imm=" + std::to_string(imm);
}

// The callee stands before the operands, a displacement after them.
bool imm_first(Op op) {
  return op == Op::kCallNative || op == Op::kCallHelper || op == Op::kCallMath ||
         op == Op::kStoreLocal || op == Op::kStoreStack;
}

std::string target_text(BlockId target, const std::vector<Value>& args) {
  std::string out = id('b', target);
  for (size_t i = 0; i < args.size(); ++i) out += (i == 0 ? "(" : ", ") + id('v', args[i]);
  return args.empty() ? out : out + ")";
}

std::string inst_text(const Inst& inst) {
  const auto& [op, type, alias, result, imm, exit, args, target, target_args] = inst;
  std::string out = "    ";
  if (result != -1 || type != Type::kVoid) out += id('v', result) + " " + type_name(type) + " = ";
  out += op_name(op);
  if (imm_first(op)) out += imm_text(inst);
  for (const Value arg : args) out += " " + id('v', arg);
  if (!imm_first(op)) out += imm_text(inst);
  if (alias != Alias::kAny) out += std::string(" alias=") + alias_name(alias);
  if (exit != -1) out += " exit=" + id('e', exit);
  for (int i = 0; i < target_count(op); ++i) {
    out += (i == 0 ? " -> " : " ") + target_text(target[i], target_args[i]);
  }
  if (op == Op::kConstFloat) out += float_comment(imm);
  return out + "\n";
}

std::string block_text(const Function& function, size_t index) {
  const auto& [params, insts] = function.blocks[index];
  std::string out = "  " + id('b', static_cast<int64_t>(index));
  for (size_t i = 0; i < params.size(); ++i) {
    out +=
        (i == 0 ? "(" : ", ") + id('v', params[i]) + " " + type_name(type_of(function, params[i]));
  }
  out += params.empty() ? ":\n" : "):\n";
  for (const Inst& inst : insts) out += inst_text(inst);
  return out;
}

std::string slot_text(const ExitSlot& slot) {
  const auto& [home, index, recipe, imm, values, frame] = slot;
  std::string out = std::string("    ") + home_name(home) + " " + std::to_string(index) + " " +
                    recipe_name(recipe);
  int count = 3;
  while (count > 0 && values[count - 1] == -1) --count;
  for (int i = 0; i < count; ++i) out += " " + id('v', values[i]);
  if (imm != 0) out += " imm=" + std::to_string(imm);
  if (frame != 0) out += " frame=" + std::to_string(frame);
  return out + "\n";
}

std::string frame_text(const FrameImage& image, const char* title) {
  const auto& [function, base, slots, offset, stack_depth, call_offset, next_offset, caller_depth,
               operands, generator, end_offset] = image;
  std::string out = std::string("    ") + title;
  const std::pair<const char*, int32_t> fields[] = {
      {"function", function}, {"base", base},          {"slots", slots},
      {"offset", offset},     {"depth", stack_depth},  {"call", call_offset},
      {"next", next_offset},  {"below", caller_depth}, {"operands", operands}};
  for (const auto& [name, value] : fields)
    out += std::string(" ") + name + "=" + std::to_string(value);
  if (generator >= 0) {
    out += " generator=" + std::to_string(generator) + " end=" + std::to_string(end_offset);
  }
  return out + "\n";
}

std::string exit_text(const Exit& exit, size_t number) {
  const auto& [kind, offset, place, line, stack_depth, raiser, raiser_skips_null, frames, suspended,
               slots] = exit;
  std::string out = "  " + id('e', static_cast<int64_t>(number)) + " " + exit_kind_name(kind) +
                    " offset=" + std::to_string(offset) + " line=" + std::to_string(line) +
                    " depth=" + std::to_string(stack_depth);
  if (raiser != -1) out += " raiser=" + std::to_string(raiser);
  if (raiser_skips_null) out += " skips_null";
  if (place != offset) out += " place=" + std::to_string(place);
  out += "\n";
  for (const FrameImage& image : frames) out += frame_text(image, "frame");
  for (const FrameImage& image : suspended) out += frame_text(image, "suspended");
  for (const ExitSlot& slot : slots) out += slot_text(slot);
  return out;
}

std::string type_line(const char* title, const std::vector<Type>& types) {
  if (types.empty()) return "";
  std::string out = std::string("  ") + title;
  for (const Type type : types) out += std::string(" ") + type_name(type);
  return out + "\n";
}

}  // namespace

std::string to_text(const Function& function) {
  // The types are those of the definitions; values that nothing defines do not matter.
  const auto& [name, is_region, local_count, inline_words, variable_names, types, params, results,
               blocks, exits] = function;
  std::string out = "function " + quoted(name) + (is_region ? " region" : " native") +
                    " locals=" + std::to_string(local_count);
  if (inline_words != 0) out += " inline=" + std::to_string(inline_words);
  out += "\n";
  if (!variable_names.empty()) {
    out += "  variables";
    for (const std::string& variable : variable_names) out += " " + quoted(variable);
    out += "\n";
  }
  out += type_line("params", params) + type_line("results", results);
  for (size_t i = 0; i < blocks.size(); ++i) out += block_text(function, i);
  for (size_t i = 0; i < exits.size(); ++i) out += exit_text(exits[i], i);
  return out + "end\n";
}

std::string to_text(const Module& module) {
  const auto& [functions, pool_size] = module;
  std::string out = "module pool=" + std::to_string(pool_size) + "\n";
  for (const Function& function : functions) out += to_text(function);
  return out;
}

}  // namespace hasten::ir
