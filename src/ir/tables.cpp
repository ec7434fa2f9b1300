// Tables of the typed IR: names, recipes, math functions, op signatures. See tables.h.
#include "ir/tables.h"

#include <array>
#include <string_view>

#include "base/check.h"

namespace hasten::ir {
namespace {

struct RecipeRow {
  const char* name;
  const char* values;
};
constexpr RecipeRow kRecipes[] = {
    {"Int", "i"},         {"Float", "f"},        {"Bool", "b"},         {"Complex", "ff"},
    {"Owned", "p"},       {"Borrowed", "p"},     {"Null", ""},          {"Const", ""},
    {"Range", "iii"},     {"RangeIter", "iii"},  {"RangeIterAt", "ii"}, {"ListIter", "pi"},
    {"Enumerate", "pii"}, {"SliceIter", "piii"}, {"NumpyInt", "i"},     {"NumpyFloat", "f"},
    {"IndexPair", "ii"},  {"NewFunction", "p"},  {"Generator", "pi"},   {"LocalSlot", ""},
};
static_assert(sizeof(kRecipes) / sizeof(kRecipes[0]) == kRecipeCount);

struct MathRow {
  const char* name;
  int arity;
};
constexpr MathRow kMath[] = {
#define MATH(name, arity) {#name, arity},
#include "ir/math.def"
#undef MATH
};

Type type_of_word(std::string_view word) {
  for (const Type type : {Type::kBool, Type::kInt, Type::kFloat, Type::kPtr}) {
    if (word == type_name(type)) return type;
  }
  check_failed(__FILE__, __LINE__, "unknown type in ops.def");
}

// The next word of `text`, removed from it; empty at the end.
std::string_view take_word(std::string_view& text) {
  const size_t from = text.find_first_not_of(' ');
  if (from == std::string_view::npos) return {};
  const size_t to = text.find(' ', from);
  const std::string_view word = text.substr(from, to - from);
  text = to == std::string_view::npos ? std::string_view() : text.substr(to);
  return word;
}

OpShape read_shape(Op op) {
  OpShape shape;
  std::string_view rest = op_signature(op);
  std::string_view word = take_word(rest);
  if (word == "*") {
    shape.any = true;
  } else if (word != "<-") {
    shape.result = type_of_word(word);
  }
  if (word != "<-") take_word(rest);
  for (word = take_word(rest); !word.empty(); word = take_word(rest)) {
    if (word == "*") {
      shape.any = true;
    } else {
      shape.operands[shape.operand_count++] = type_of_word(word);
    }
  }
  return shape;
}

}  // namespace

const char* alias_name(Alias alias) {
  static const char* const kNames[] = {"Any",       "Frame",       "Header",     "Container",
                                       "Elements",  "Iterator",    "FloatValue", "IntValue",
                                       "ArrayData", "ArrayHeader", "Volatile"};
  static_assert(sizeof(kNames) / sizeof(kNames[0]) == kAliasCount);
  return kNames[static_cast<int>(alias)];
}

const char* home_name(Home home) {
  static const char* const kNames[] = {"local", "stack", "name", "dropped", "generator"};
  static_assert(sizeof(kNames) / sizeof(kNames[0]) == kHomeCount);
  return kNames[static_cast<int>(home)];
}

const char* recipe_name(Recipe recipe) { return kRecipes[static_cast<int>(recipe)].name; }
const char* recipe_values(Recipe recipe) { return kRecipes[static_cast<int>(recipe)].values; }
const char* math_name(int64_t index) { return kMath[index].name; }
int math_arity(int64_t index) { return kMath[index].arity; }

const OpShape& op_shape(Op op) {
  static const std::array<OpShape, kOpCount> kShapes = [] {
    std::array<OpShape, kOpCount> shapes;
    for (int k = 0; k < kOpCount; ++k) shapes[k] = read_shape(static_cast<Op>(k));
    return shapes;
  }();
  return kShapes[static_cast<int>(op)];
}

int target_count(Op op) { return op == Op::kBranch ? 2 : op == Op::kJump ? 1 : 0; }

}  // namespace hasten::ir
