// parse: reads the text that print.cpp writes (its head comment shows the form). Line by line; a
// line is cut into words, where ( ) , : = stand alone and # starts a comment. Any input is safe:
// what is not understood ends the parse with "line N: ...". It checks the form only; verify()
// checks the meaning.
#include <charconv>
#include <string_view>

#include "ir/function.h"
#include "ir/tables.h"

namespace hasten::ir {
namespace {

constexpr int32_t kMaxValues = 1 << 22;  // bounds what one line of garbage can allocate

bool is_space(char character) { return character == ' ' || character == '\t' || character == '\r'; }
bool is_mark(char character) {
  return std::string_view("(),:=").find(character) != std::string_view::npos;
}

bool read_number(std::string_view text, int64_t& out) {
  if (text.size() > 2 && text.substr(0, 2) == "0x") {
    uint64_t bits = 0;
    const auto end = std::from_chars(text.data() + 2, text.data() + text.size(), bits, 16);
    out = static_cast<int64_t>(bits);
    return end.ec == std::errc() && end.ptr == text.data() + text.size();
  }
  const auto end = std::from_chars(text.data(), text.data() + text.size(), out);
  return end.ec == std::errc() && end.ptr == text.data() + text.size();
}

bool read_number(std::string_view text, int32_t& out) {
  int64_t wide = 0;
  if (!read_number(text, wide) || wide != static_cast<int32_t>(wide)) return false;
  out = static_cast<int32_t>(wide);
  return true;
}

// A prefix letter and a number: v12, b0, e3, f1.
bool read_id(std::string_view word, char prefix, int32_t& out) {
  return word.size() > 1 && word[0] == prefix && read_number(word.substr(1), out);
}

// The position of the name among `count` names.
template <typename Enum, typename NameOf>
bool read_name(std::string_view word, int count, NameOf name_of, Enum& out) {
  for (int i = 0; i < count; ++i) {
    if (word != name_of(static_cast<Enum>(i))) continue;
    out = static_cast<Enum>(i);
    return true;
  }
  return false;
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  bool run(Module& module);
  std::string error() const { return error_; }

 private:
  bool fail(std::string_view what) {
    if (error_.empty()) error_ = "line " + std::to_string(line_) + ": " + std::string(what);
    return false;
  }
  bool done() const { return at_ == words_.size(); }
  std::string_view peek() const {
    return done() ? std::string_view() : std::string_view(words_[at_]);
  }
  std::string_view take() { return done() ? std::string_view() : std::string_view(words_[at_++]); }
  bool accept(std::string_view word) {
    if (peek() != word || done()) return false;
    ++at_;
    return true;
  }
  bool expect(std::string_view word) {
    return accept(word) ||
           fail("'" + std::string(word) + "' expected, not '" + std::string(peek()) + "'");
  }

  bool next_line();
  bool cut(std::string_view line);
  bool cut_string(std::string_view line, size_t& at);

  bool read_module(Module& module);
  bool read_function(Function& function);
  bool read_line(Function& function);
  bool read_types(std::vector<Type>& types);
  bool read_variables(Function& function);
  bool read_block(Function& function);
  bool read_exit(Function& function);
  bool read_frame(FrameImage& image);
  bool read_slot(ExitSlot& slot);
  bool read_inst(Function& function);
  bool read_operand(Inst& inst);
  bool read_callee(Inst& inst);
  bool read_targets(Inst& inst);
  bool read_type(Type& type);
  bool read_field(std::string_view name, int32_t& out);
  bool define(Function& function, Value value, Type type);

  std::string_view text_;
  size_t position_ = 0;
  int line_ = 0;
  std::vector<std::string> words_;
  size_t at_ = 0;
  std::string error_;
};

// The words of the next line that has any; false at the end of the text or on an error.
bool Parser::next_line() {
  words_.clear();
  at_ = 0;
  while (words_.empty()) {
    if (position_ >= text_.size()) return false;
    size_t end = text_.find('\n', position_);
    if (end == std::string_view::npos) end = text_.size();
    const std::string_view line = text_.substr(position_, end - position_);
    position_ = end + 1;
    ++line_;
    if (!cut(line)) return false;
  }
  return true;
}

bool Parser::cut(std::string_view line) {
  size_t at = 0;
  while (at < line.size()) {
    if (is_space(line[at])) {
      ++at;
    } else if (line[at] == '#') {
      return true;
    } else if (line[at] == '"') {
      if (!cut_string(line, at)) return fail("the string is not closed");
    } else if (is_mark(line[at])) {
      words_.emplace_back(1, line[at++]);
    } else {
      const size_t from = at;
      while (at < line.size() && !is_space(line[at]) && !is_mark(line[at]) && line[at] != '"' &&
             line[at] != '#')
        ++at;
      words_.emplace_back(line.substr(from, at - from));
    }
  }
  return true;
}

// The word of a string is a quote and its contents.
bool Parser::cut_string(std::string_view line, size_t& at) {
  std::string word = "\"";
  for (++at; at < line.size(); ++at) {
    if (line[at] == '"') {
      ++at;
      words_.push_back(std::move(word));
      return true;
    }
    if (line[at] != '\\') {
      word += line[at];
      continue;
    }
    if (++at == line.size()) return false;
    if (line[at] != 'x') {
      word += line[at];
      continue;
    }
    unsigned byte = 0;
    if (at + 2 >= line.size()) return false;
    const char* from = line.data() + at + 1;
    if (std::from_chars(from, from + 2, byte, 16).ptr != from + 2) return false;
    word += static_cast<char>(byte);
    at += 2;
  }
  return false;
}

bool Parser::run(Module& module) {
  if (!read_module(module)) return false;
  while (next_line()) {
    if (!accept("function")) return fail("'function' expected, not '" + std::string(peek()) + "'");
    if (!read_function(module.functions.emplace_back())) return false;
  }
  return error_.empty();
}

bool Parser::read_module(Module& module) {
  if (!next_line()) return fail("'module' expected");
  return expect("module") && read_field("pool", module.pool_size) &&
         (done() || fail("more than a module line has"));
}

bool Parser::read_field(std::string_view name, int32_t& out) {
  if (!expect(name) || !expect("=")) return false;
  return read_number(take(), out) || fail("number expected after '" + std::string(name) + "='");
}

bool Parser::read_function(Function& function) {
  const std::string_view name = take();
  if (name.empty() || name[0] != '"') return fail("function name in quotes expected");
  function.name = name.substr(1);
  function.is_region = accept("region");
  if (!function.is_region && !expect("native")) return false;
  if (!read_field("locals", function.local_count)) return false;
  if (peek() == "inline" && !read_field("inline", function.inline_words)) return false;
  if (!done()) return fail("more than a function line has");
  while (next_line()) {
    if (accept("end")) return done() || fail("more than an end line has");
    if (!read_line(function)) return false;
    if (!done()) return fail("'" + std::string(peek()) + "' is too much");
  }
  return fail("'end' is missing");
}

bool Parser::read_line(Function& function) {
  int32_t index = 0;
  if (accept("variables")) return read_variables(function);
  if (accept("params")) return read_types(function.params);
  if (accept("results")) return read_types(function.results);
  const bool is_block = read_id(peek(), 'b', index);
  if (is_block || read_id(peek(), 'e', index)) {
    const size_t expected = is_block ? function.blocks.size() : function.exits.size();
    if (index < 0 || static_cast<size_t>(index) != expected)
      return fail("blocks and exits are numbered in order");
    take();
    return is_block ? read_block(function) : read_exit(function);
  }
  if (accept("frame")) {
    if (function.exits.empty()) return fail("a frame outside an exit");
    return read_frame(function.exits.back().frames.emplace_back());
  }
  if (accept("suspended")) {
    if (function.exits.empty()) return fail("a frame outside an exit");
    return read_frame(function.exits.back().suspended.emplace_back());
  }
  Home home;
  if (read_name(peek(), kHomeCount, home_name, home)) {
    if (function.exits.empty()) return fail("a slot outside an exit");
    take();
    ExitSlot& slot = function.exits.back().slots.emplace_back();
    slot.home = home;
    return read_slot(slot);
  }
  if (!function.exits.empty()) return fail("instructions stand before the exits");
  if (function.blocks.empty()) return fail("an instruction outside a block");
  return read_inst(function);
}

bool Parser::read_type(Type& type) {
  return read_name(peek(), 5, type_name, type)
             ? (take(), true)
             : fail("type expected, not '" + std::string(peek()) + "'");
}

bool Parser::read_types(std::vector<Type>& types) {
  while (!done()) {
    if (!read_type(types.emplace_back())) return false;
  }
  return true;
}

bool Parser::read_variables(Function& function) {
  while (!done()) {
    const std::string_view name = take();
    if (name[0] != '"') return fail("variable name in quotes expected");
    function.variable_names.emplace_back(name.substr(1));
  }
  return true;
}

bool Parser::define(Function& function, Value value, Type type) {
  if (value < 0) return true;
  if (value >= kMaxValues) return fail("too many values");
  if (static_cast<size_t>(value) >= function.types.size())
    function.types.resize(value + 1, Type::kVoid);
  function.types[value] = type;
  return true;
}

bool Parser::read_block(Function& function) {
  Block& block = function.blocks.emplace_back();
  if (accept("(")) {
    do {
      Value param = -1;
      Type type = Type::kVoid;
      if (!read_id(take(), 'v', param)) return fail("block parameter expected");
      if (!read_type(type) || !define(function, param, type)) return false;
      block.params.push_back(param);
    } while (accept(","));
    if (!expect(")")) return false;
  }
  return expect(":");
}

bool Parser::read_exit(Function& function) {
  Exit& exit = function.exits.emplace_back();
  if (!read_name(take(), kExitKindCount, exit_kind_name, exit.kind))
    return fail("unknown kind of exit");
  if (!read_field("offset", exit.offset) || !read_field("line", exit.line) ||
      !read_field("depth", exit.stack_depth)) {
    return false;
  }
  if (peek() == "raiser" && !read_field("raiser", exit.raiser)) return false;
  exit.raiser_skips_null = accept("skips_null");
  exit.place = exit.offset;
  return peek() != "place" || read_field("place", exit.place);
}

bool Parser::read_frame(FrameImage& image) {
  return read_field("function", image.function) && read_field("base", image.base) &&
         read_field("slots", image.slots) && read_field("offset", image.offset) &&
         read_field("depth", image.stack_depth) && read_field("call", image.call_offset) &&
         read_field("next", image.next_offset) && read_field("below", image.caller_depth) &&
         read_field("operands", image.operands) &&
         (done() ||
          (read_field("generator", image.generator) && read_field("end", image.end_offset)));
}

bool Parser::read_slot(ExitSlot& slot) {
  if (!read_number(take(), slot.index)) return fail("number of the slot expected");
  if (!read_name(take(), kRecipeCount, recipe_name, slot.recipe)) return fail("unknown recipe");
  int count = 0;
  while (!done() && peek() != "imm" && peek() != "frame") {
    if (count == kSlotValues) return fail("a slot has at most four values");
    if (!read_id(take(), 'v', slot.values[count++])) return fail("value expected");
  }
  if (peek() == "imm" && !read_field("imm", slot.imm)) return false;
  return done() || read_field("frame", slot.frame);
}

bool Parser::read_inst(Function& function) {
  Inst& inst = function.blocks.back().insts.emplace_back();
  if (read_id(peek(), 'v', inst.result)) {
    take();
    if (!read_type(inst.type) || !expect("=") || !define(function, inst.result, inst.type))
      return false;
  }
  const std::string_view name = take();
  if (!read_name(name, kOpCount, op_name, inst.op))
    return fail("unknown operation '" + std::string(name) + "'");
  if (!read_callee(inst)) return false;
  while (!done()) {
    if (accept("->")) return read_targets(inst);
    if (!read_operand(inst)) return false;
  }
  return true;
}

// The function an operation calls; by number (imm=) if the name is not one of ours.
bool Parser::read_callee(Inst& inst) {
  if (peek() == "imm") return true;
  int32_t index = 0;
  if (inst.op == Op::kCallNative) {
    if (!read_id(take(), 'f', index)) return fail("function expected");
  } else if (inst.op == Op::kCallHelper) {
    if (!read_name(
            take(), kHelperCount, [](int32_t i) { return helper_name(static_cast<Helper>(i)); },
            index)) {
      return fail("unknown helper");
    }
  } else if (inst.op == Op::kCallMath) {
    if (!read_name(take(), kMathCount, math_name, index)) return fail("unknown math function");
  }
  inst.imm = index;
  return true;
}

bool Parser::read_operand(Inst& inst) {
  if (Value value = -1; read_id(peek(), 'v', value)) {
    take();
    inst.args.push_back(value);
    return true;
  }
  if (accept("alias")) {
    if (!expect("=")) return false;
    return read_name(take(), kAliasCount, alias_name, inst.alias) || fail("unknown alias class");
  }
  if (accept("exit"))
    return expect("=") && (read_id(take(), 'e', inst.exit) || fail("exit expected"));
  if (accept("imm") && !expect("=")) return false;
  return read_number(take(), inst.imm) || fail("operand expected");
}

bool Parser::read_targets(Inst& inst) {
  for (int i = 0; i < target_count(inst.op); ++i) {
    if (!read_id(take(), 'b', inst.target[i])) return fail("block expected");
    if (!accept("(")) continue;
    do {
      if (!read_id(take(), 'v', inst.target_args[i].emplace_back())) return fail("value expected");
    } while (accept(","));
    if (!expect(")")) return false;
  }
  return true;
}

}  // namespace

Module parse_module(const std::string& text, std::string& error) {
  Module module;
  Parser parser(text);
  error.clear();
  if (parser.run(module)) return module;
  error = parser.error();
  return {};
}

}  // namespace hasten::ir
