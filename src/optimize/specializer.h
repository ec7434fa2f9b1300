// Specializer: the working state of specialize(). One instance per region; the members are split
// over specialize*.cpp by family of instructions. Private to optimize/.
//
// Rules every handler keeps:
//  1. First all guards, then effects: a guard's exit repeats the instruction with the state before
//  it (`before_`).
//  2. References taken over from the stack are given up only after the last guard (release_later,
//  flushed at the end).
//  3. Before anything that may run Python or overwrite container contents: barrier(), so that
//  borrowed entries own
//     their object.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "ir/context.h"
#include "ir/function.h"
#include "ir/py_code.h"
#include "optimize/specialize.h"
#include "optimize/specializer_state.h"
#include "types/world.h"

namespace hasten::optimize {

class Specializer {
 public:
  Specializer(const ir::PyCode& code, int header, types::World& world,
              const SpecializeOptions& options, Shared& shared);
  std::optional<Refusal> run();
  std::vector<LineFact> take_lines();
  bool has_inner_loops() const { return has_inner_loops_; }
  // A function of the shared module: `native` with its parameters in registers.
  std::optional<Refusal> run_function(NativeFunction& native);
  // Function 0: guards boxed arguments like locals, calls `callee` and leaves with its result as
  // the one stack entry.
  std::optional<Refusal> run_wrapper(const types::World::Callee& callee,
                                     const std::vector<Ref>& examples);

 private:
  struct Version {
    int pc;
    ir::BlockId block;
    Env env;
  };

  // --- entry.cpp
  void find_region_facts();
  void emit_entry();
  void enter_variable(int index, Ref live);
  void check_variable(int index, Ref live, Value pointer);
  void guard_type_like(Value pointer, Ref like);
  void guard_sole_owner(Value pointer);
  void load_range_iterator(Val& value);
  void enter_stack();

  // --- versions.cpp: edges
  void go_to(int pc, bool backward);
  void canonicalise();
  void generalise();
  void forget_assigned();
  static std::string key_of(const Env& env);
  int variable_with(const Val& number) const;
  static void collect_values(const Env& env, std::vector<Value>& out);
  Env with_parameters(const Env& env, ir::BlockId block);

  // --- specialize.cpp: driver
  void emit_versions();
  void emit_version(size_t index);
  bool emit_instruction(int pc);  // instructions.cpp; false: the block has ended
  void check_still_valid(int offset, int line);
  void check_ended_quietly(int offset, int line);
  LineFact& fact(int line);
  void note_native() { ++fact(inst_->line).native; }
  [[nodiscard]] bool goes_generic(const std::string& why);
  [[nodiscard]] bool runs_python(const std::string& why);
  void note_left(const std::string& why);

  // --- emit.cpp: construction
  ir::BlockId new_block() { return function().new_block(); }
  void set_block(ir::BlockId block) { block_ = block; }
  ir::Function& function() { return shared_.module.functions[static_cast<size_t>(self_)]; }
  Value emit(Op op, Type type, std::vector<Value> args, int64_t imm = 0, Alias alias = Alias::kAny,
             int exit = -1);
  Value const_int(int64_t value);
  Value const_float(double value);
  Value const_bool(bool value);
  Value const_object(Ref ref);
  Value null_ptr();
  Value load(Op op, Value base, int64_t offset, Alias alias);
  void store(Op op, Value base, Value value, int64_t offset, Alias alias);
  Value call(Helper helper, std::vector<Value> args);
  Value block_param(ir::BlockId block, Type type);
  void jump(ir::BlockId target, std::vector<Value> args = {});
  void branch(Value condition, ir::BlockId if_true, ir::BlockId if_false,
              int64_t odds = ir::kAsLikely);
  Value is_null(Value pointer);
  // The value of one way, the likely one, or the other; each is emitted in a block of its own.
  template <typename Yes, typename No>
  Value either(Value condition, Type type, Yes yes, No no) {
    const ir::BlockId first = new_block(), second = new_block(), join = new_block();
    const Value result = block_param(join, type);
    branch(condition, first, second, ir::kMostLikely);
    set_block(first);
    jump(join, {yes()});
    set_block(second);
    jump(join, {no()});
    set_block(join);
    return result;
  }
  Value negate(Value condition);

  // --- exits.cpp: leaving
  int make_exit(ir::ExitKind kind, int offset, int line, const Env& env);
  int make_exit_of_expression(ir::ExitKind kind, const Level& own, int offset, const Env& env);
  Env state_before() const;  // `before_`, with the boxes that this instruction has made since
  int guard_exit();          // repeat the current instruction
  int overflow_exit();       // the same, counted as overflow
  void guard(Value condition, int64_t mark = 0);
  void guard_not(Value condition) { guard(negate(condition)); }
  void leave(ir::ExitKind kind, int offset, int line);
  void leave_here(const std::string& why);
  void raise_if(Value failed,
                int raiser_from_top);  // raiser entry counted from the top of `before_`
  void raise_or_repeat(Value result, int raiser_from_top);
  void publish(bool values = true);
  void publish_aside();
  bool unsettled() const { return check_valid_ || ends_loudly_; }
  void settle() { check_valid_ = ends_loudly_ = false; }
  void mark_unsafe() {
    check_valid_ = true;
    forget_arrays();
    forget_types();
  }

  // --- values.cpp: stack, representations, references
  Val pop();
  // Can be had as an object: neither NULL nor an iterator in registers.
  static bool is_value(const Val& entry) {
    return entry.rep != Rep::kNull && entry.rep <= Rep::kRange;
  }
  bool are_values(int count);  // the topmost entries
  // A number that is not in an object.
  static bool is_unboxed(const Val& entry) {
    return entry.rep == Rep::kInt || entry.rep == Rep::kFloat || entry.rep == Rep::kBool ||
           entry.rep == Rep::kComplex;
  }
  void push(Val value) { env_.stack.push_back(value); }
  Val& top(int from_top = 0) {
    return env_.stack[env_.stack.size() - 1 - static_cast<size_t>(from_top)];
  }
  static Val val(Rep rep, Kind kind, Value first, Value second = -1) {
    Val made;
    made.rep = rep;
    made.kind = kind;
    made.v[0] = first;
    made.v[1] = second;
    return made;
  }
  static Val int_val(Value v) { return val(Rep::kInt, Kind::kInt, v); }
  static Val float_val(Value v) { return val(Rep::kFloat, Kind::kFloat, v); }
  static Val numpy_int_val(Value v) { return val(Rep::kInt, Kind::kNumpyInt64, v); }
  static Val numpy_float_val(Value v) { return val(Rep::kFloat, Kind::kNumpyFloat64, v); }
  static Val bool_val(Value v) { return val(Rep::kBool, Kind::kBool, v); }
  static Val complex_val(Value re, Value im) { return val(Rep::kComplex, Kind::kComplex, re, im); }
  static Val object_val(Value v, Kind kind, Own own, Ref ref = 0) {
    Val made = val(Rep::kObject, kind, v);
    made.own = own;
    made.ref = ref;
    return made;
  }
  Val const_val(Ref ref) const;
  static Ref identity_of(const Val& value) {  // the very object it is; 0: not known
    return value.rep == Rep::kConst ? value.ref : value.is;
  }
  Kind guess(const Val& value);  // its kind, or a guess if unknown and the instruction is trusted
  bool unboxable(const Val& value);  // int/float/bool/complex whose value is or can be had unboxed
  void refine(Val& value, Kind kind);  // guard that it is of that kind
  Value as_int(Val& value);            // of kind int or bool
  Value as_float(Val& value);          // of kind float, int or bool
  Value as_pointer(Val& value);        // address, for kObject and kConst
  void as_complex(Val& value, Value out[2]);
  Val unboxed(Val value);    // scalars of known kind to their unboxed form
  Val to_object(Val value);  // kObject; boxes are owned
  void check_boxes(int count);
  Value int_object(Value number);
  Val boxed(const Val& value);  // kInt, kFloat, kComplex
  void guard_not_nan(const Val& value);
  Value truncated(Value number);
  Val new_box(const Val& number, Value object, Kind kind);
  Val owned_object(Val value);  // kObject with a reference of its own
  Val materialise(Val value);   // ranges and iterators to objects
  Value unbox_int_pointer(Value pointer, Ref sample);
  Value type_is(Value pointer, Kind kind);
  void release_later(const Val& value) { released_.push_back(value); }
  void flush_releases();
  void release_now(Value pointer, Kind kind, bool maybe_null);
  void barrier(size_t except_top = 0);
  void hold_borrowed();
  bool compares_identity();
  Val element(Value pointer, Ref sample, bool uniform, Own own);  // an object read from a container

  // --- variables.cpp
  void load_fast(int slot, bool check);
  void store_fast(int slot);
  void store_variable(int index, Val value);
  static void keep_number(Var& var, const Val& number);
  Val unboxed_constant(const Val& value);
  void load_fast_and_clear(int slot);
  void unbind(int index);
  void delete_fast(int slot);
  void load_deref(int slot);
  void store_deref(int slot);
  void delete_deref(int slot);
  void load_name(int name, bool local_namespace);
  Value plain_namespace(int name, bool local_namespace);
  void store_name(int name, bool global);
  void delete_name(int name, bool global);

  // --- arithmetic.cpp
  void binary(ir::BinaryKind kind, bool in_place);
  bool int_binary(ir::BinaryKind kind, Val& left, Val& right);
  bool float_binary(ir::BinaryKind kind, Val& left, Val& right);
  bool complex_binary(ir::BinaryKind kind, Val& left, Val& right);
  bool sequence_binary(ir::BinaryKind kind, Kind left, Kind right, bool in_place);
  bool concat_into_local();
  bool may_be_number(const Val& value);
  void generic_binary(ir::BinaryKind kind, bool in_place);
  void plain_binary(ir::BinaryKind kind, Kind result);
  void unary(PyOp op);
  Value int_shift_left(Value left, Value right);
  Value floor_divide(Value left, Value right, bool modulo);

  // --- powers.cpp
  std::optional<double> constant_exponent(const Val& exponent);
  Value general_power(Value base, Value exponent);
  Value likely_square(Value base, Value& is_it);
  Value likely_power(Value base, double exponent, Value& is_it);
  struct Doubled {  // the sum of two numbers, the rest a few units of the first; -1: no rest
    Value number, rest;
  };
  Doubled doubled_product(Doubled a, Doubled b);
  Doubled doubled_whole_power(Value x, int exponent);
  Doubled doubled_root(Value x);
  Doubled doubled_inverse(Value x, int halves);
  Doubled doubled_power(Value x, int halves);
  Value likely_short_power(Value base, double exponent, Value& is_it);
  Value with_sign_of_power(Value size, Value base, double exponent);
  Value float_power(Value base, Value exponent, const Val& exponent_value);

  // --- sizes.cpp
  Value complex_size(const Value parts[2]);
  bool size_against_bound(const Value parts[2]);

  // --- characters.cpp
  Value ascii_state(Value text);
  Value is_character(Value text);
  Value character_code(Value text);
  Value character_at(Value text, Value index);
  Value character_of(Value code);
  int known_character(const Val& value);
  Value compare_with_character(ir::CompareKind kind, Val& left, Val& right);
  Value bit_of(Value code, const uint64_t set[2]);
  Value character_in(Val& container, Val& item);
  bool character_test(Val& self);

  // --- comparisons.cpp
  Value same_text(Value left, Value right);
  void compare(ir::CompareKind kind, bool to_bool);
  void generic_compare(ir::CompareKind kind, bool to_bool);
  void is_op(bool inverted);
  void contains(bool inverted);
  std::optional<Value> truth(Val& value);  // as i1 where no Python can run
  void to_bool(bool inverted);
  void jump_if(bool when_true, int target, int pc);
  void split_ways(Value condition, bool jumps_when, int target, int pc);
  void jump_if_none(bool when_none, int target, int pc);
  Value float_compare(ir::CompareKind kind, Value left, Value right);
  Value int_compare(ir::CompareKind kind, Value left, Value right);

  // --- hash_tables.cpp
  bool plain_key(Val& key);
  Val key_object(const Val& key);
  Value call_with_key(Helper of_int, Helper of_object, Value container, const Val& key);
  Value find_slot(Value dict, const Val& key);
  Value dict_slot(Value dict, const Val& key);
  Value dict_value(Val& dict, const Val& key);
  Value set_has(Val& set, const Val& key);
  Value hashed_contains();
  void dict_subscript(Val& container, Val& key);
  struct Sample {
    Ref like = 0;
    bool uniform = false;  // all will be of its type
  };
  Sample sample_under(const Val& dict, const Val& key);
  void push_from_dict(int operands, const Val& dict, Val value);
  void dict_get(Val& self, int count);
  void dict_store(Val& container);
  void overwrite_in_dict(Value slot, const Val& number, ir::BlockId done);
  void dict_store_aside(Value dict, Value slot, const Val& key, const Val& value);
  bool ends_loudly(Ref like);
  void dict_store_loudly();
  bool change_set(bool add, Value set, int raiser_from_top);
  void done_quietly(Value status, int raiser_from_top);
  void set_add(int depth);
  void map_add(int depth);

  // --- containers.cpp
  void subscript();
  void store_subscript();
  void delete_subscript();
  Value checked_index(Value index, Value size);
  void store_number(Value place, Value old, Val number);
  void guard_dies_quietly(Value object);
  bool list_subscript(Val& container, Val& index);
  bool text_subscript(Val& container, Val& index);
  bool list_store(Val& container, Val& index, Val& value);
  bool bytes_store(Val& container, Val& index, Val& value);
  Value unless_undone(Value found, Value undone, Helper helper, const std::vector<Value>& operands);
  Value retried_loudly(Value status, Helper helper, const std::vector<Value>& operands);
  bool unpacked_at_once(int count);
  void build(PyOp op, int count);
  void build_const_key_map(int count);
  void list_append(int depth);
  void list_extend(int depth);
  void unpack(int count);
  void unpack_by(Helper helper, int how, int count, int list_at);
  void slice();

  // --- prefetch.cpp
  void fetch_ahead(Kind kind, Value sequence, Value index, Value size, Ref like);

  // --- slices.cpp
  bool iterate_slice();
  Value clamped_bound(Val& bound, Value size, Value missing);
  void for_slice(int target);
  void check_slices(Op op, int64_t imm, Alias alias);

  void refine_operands(int count);
  bool plain_bounds();
  void store_slice();
  void format(bool spec, int conversion);
  void append_to_list(Value list, const Val& value, int raiser_from_top);
  Value string_length(Value pointer);
  Value length_of(Kind kind, Value sequence);
  Value sequence_length(Val& value);

  // --- exchanges.cpp
  int place_expression(int pc) const;
  int exchange_ahead(int& second) const;
  bool push_part(const ir::PyInst& inst);
  Value list_place(int from_top);
  bool exchange();

  // --- numpy.cpp: exact ndarrays of int64 and float64, numpy.int64 and numpy.float64
  bool index_pair();
  void enter_array(int slot, Ref live, Value array);
  void forget_arrays();
  ArrayHeader array_header(Value array, const types::ArrayFacts& facts, bool to_store);
  bool array_attribute(int name);
  bool array_place(Val& container, Val& index, bool to_store, types::ArrayFacts& facts,
                   Value& place);
  bool array_subscript(Val& container, Val& index);
  bool array_store(Val& container, Val& index, Val& value);
  bool array_length();
  bool numpy_operand(const Val& value);
  bool numpy_pair(const Val& left, const Val& right);
  bool numpy_binary(ir::BinaryKind kind, Val& left, Val& right);
  Value numpy_int_result(ir::BinaryKind kind, Val& left, Val& right);
  Value numpy_float_result(ir::BinaryKind kind, Val& left, Val& right);
  Value numpy_power(Val& left, Val& right);
  bool numpy_unary(PyOp op);
  bool numpy_compare(ir::CompareKind kind, bool to_bool);
  bool numpy_call(Known known, int count);

  // --- generators.cpp
  bool generator_call(Ref function, bool has_self, int count);
  int level_for_generator(const types::World::Callee& callee, int for_pc, int stack_base);
  void open_generator(int index, int offset);
  void enter_generator(const types::World::Callee& callee, int others, int offset);
  void guard_own_iterator(Value pointer, bool outermost);
  void enter_generator_stack(types::World& world, int depth, std::vector<Val>& entries,
                             std::vector<Value>& dropped);
  void resume_generator(int pc);
  void continue_generator(size_t index, int pc);
  void yield_value();
  void yield_item();
  void end_generator(Val value);
  bool give_back_generator(size_t at);
  Val at_rest(Val value);

  // --- generator_expressions.cpp
  void make_function(int flags);
  bool consume_expression();
  bool consumed_later() const;
  void give_up_call_of_expression();
  Ref consumer_of_call(int callable_at, int null_at) const;
  int level_for_expression(Ref code, Known consumer);
  int expression_place(int call_pc) const { return level().place + code_->insts[call_pc].offset; }
  // In a body that is begun again if it is left.
  bool in_expression() const { return level().consumer != Known::kNone || level().repeated; }
  bool has_home(int index) const { return !in_expression() || index < level().var_base; }
  void count_uninterrupted(int64_t step);
  void note_effect();
  void give_up_expression(const std::string& why);
  bool check_harmless();
  void push_collected(Known consumer);
  void yield_to_consumer();
  void add_to_sum(Val& item);
  void expression_result();
  void end_expression(Val result);
  Env state_before_expression(const Env& env, std::vector<Value>& dropped) const;
  void bind_in_expression(int index, Val value);
  void load_free_in_expression(int slot);

  // --- loops.cpp
  void get_iter();
  bool for_iter(int pc, int target);
  void for_range(int pc, int target);
  static bool is_indexed(Kind kind);
  Value items_of(Kind kind, Value sequence);
  Value entry_at(Value items, Value index);
  Val item_at(Kind kind, Value sequence, Value index, Ref like);
  static Val sequence_iter(Rep rep, Kind kind, const Val& sequence, Value index);
  void go_on_if(Value has_item, int target);
  void for_list(int pc, int target);
  void end_or_go_on(Value has_item, Helper let_go, Value iterator, int target);
  void for_list_iterator(int pc, int target);

  // --- repeated.cpp
  bool check_repeatable(bool harmless);
  bool calls_repeatable(int entries);
  int level_for_repeated(const types::World::Callee& callee, int operands);
  bool may_repeat() const;
  bool begin_repeated(const types::World::Callee& callee, std::vector<Val> arguments, int operands,
                      Returns returns);
  bool instance_call(Ref type, int count, Ref names);
  bool repeated_call(Ref function, bool has_self, int count, Ref names);
  bool is_instance(const Val& value) const;
  bool begin_method(Ref method, int owner_from_top, int operands, Returns returns);
  bool is_operator_of(const Val& owner, const Val& other);
  bool instance_method(const std::string& name, int operands, Returns returns);
  bool instance_compare(ir::CompareKind kind, bool to_bool);
  bool instance_binary(ir::BinaryKind kind, bool in_place);
  bool property_load(int name);
  bool store_in_made(int name);
  void end_repeated(Val result);

  // --- nested_iterators.cpp
  struct Part {
    Value iterator = -1, at = -1, left = -1, sequence = -1, size = -1, has_item = -1, place = -1,
          old = -1;
    Ref like = 0;
    Kind kind = Kind::kUnknown, sequence_kind = Kind::kUnknown;
    Val item;
    bool is_kept = false;  // by the tuple
  };
  std::vector<Ref> nested_parts(int pc);
  std::vector<Value> guard_parts(Value object, Kind kind, const std::vector<Ref>& likes);
  Part load_part(Value iterator, Kind kind, Ref like);
  void load_item(Part& part, Value place, Value result, int64_t others);
  void advance(const Part& part);
  bool for_nested(int pc, int target);
  void give_items(Value object, std::vector<Part>& parts, bool counts);

  // --- loops.cpp
  Value range_count(Value start, Value stop, Value step);
  void for_object(int pc, int target);
  void release_ended();
  void exhausted(int target);
  bool fuse_unpack(int pc) const;

  // --- functions.cpp
  void return_value(Val value);
  bool native_call(Ref function, int count, Ref names);
  NativeFunction* native_function(const types::World::Callee& callee,
                                  const std::vector<Kind>& kinds);
  Value calls_left();

  // --- attributes.cpp
  types::AttributeFacts attribute_facts(const Val& owner, int name);
  void refine_type(Val& value, Ref type);
  bool split_by_type(int from_top);
  void forget_types();
  Value guarded_values(Value object, const types::AttributeFacts& facts);
  Value inline_values(Value object, const types::AttributeFacts& facts, bool to_store);
  Value attribute_place(Val& owner, const types::AttributeFacts& facts, bool to_store);
  Value named_item(Val& owner, const types::AttributeFacts& facts);
  Value own_attribute(Val& owner, const types::AttributeFacts& facts, int name);
  void guard_not_shadowed(Val& owner, const types::AttributeFacts& facts, int name);
  bool plain_attribute(int name);
  void load_attr(int name);
  void load_method(int name);
  bool instance_store(int name);
  void store_attr(int name);
  void delete_attr(int name);

  // --- inline.cpp
  Level& level() { return levels_[static_cast<size_t>(env_.level)]; }
  const Level& level() const { return levels_[static_cast<size_t>(env_.level)]; }
  void enter_level(int index);
  std::vector<bool>& in_loop() { return level().in_loop; }
  std::vector<bool>& is_target() { return level().is_target; }
  const std::vector<bool>& is_target() const { return level().is_target; }
  int place() const { return level().place + inst_->offset; }
  int loud_place() const { return -1 - place(); }  // that what ends here ends quietly
  bool distrusted() const { return world_->distrusted(place()); }
  int region_line(const Env& env, int line) const;
  int var_of(int slot) const { return level().var_base + slot; }
  bool is_name(int index) const;
  Value slot_address(int index, int64_t& offset);
  Value load_slot(int index);
  void store_slot(int index, Value pointer);
  bool inline_call(Ref function, bool has_self, int count, Ref names);
  int level_for(const types::World::Callee& callee, int operands);
  // By level, instruction and function, and by how many variables and stack entries there are.
  using CallKey = std::tuple<int, int, Ref, size_t, size_t>;
  CallKey call_key(int pc, Ref function) const {
    return {env_.level, pc, function, env_.vars.size(), env_.stack.size()};
  }
  Level level_of_code(const types::World::Callee& callee, int call_pc) const;
  bool has_room_for(const types::World::Callee& callee) const;
  int add_level(const CallKey& key, Level level);
  void enter_callee(int index);
  void add_variables_of(const Level& own);
  void bind_parameter(int index, Val value);
  void inline_return(Val value);
  void back_to_caller(int pc);
  void describe_frames(ir::Exit& exit, const Env& env, int offset) const;
  const Level& level_of_frame(int frame, const Env& env) const;
  // The level that a variable belongs to, and its frame as in ir::ExitSlot.
  struct Owner {
    const Level* level;
    int frame;
  };
  Owner owner_of(int index, const Env& env) const;
  int index_of_generator(int level, const Env& env) const;
  int frame_of_entry(int depth, const Env& env) const;

  // --- builtins.cpp
  bool known_call(Known known, Val& self, bool has_self, int count);
  bool known_number(Known known, int count);
  Val text_of_int(Value number);
  bool extreme_of_numbers(bool is_min, int count);
  bool known_math(Known known, int count);
  bool known_container(Known known, int count);
  bool known_method(Known known, Val& self, int count);
  Ref sample_of_call(Known known, int count);
  bool iterated_at_once() const;
  bool keys_are_tested();

  // --- bound_methods.cpp
  struct Called {
    Val callable, self;
    bool has_self = false;
  };
  bool bind_method(int name);
  bool bound_call(const Called& bound, int count);

  // --- calls.cpp
  Called called(int entries);
  int names_above(Ref names) const;
  std::vector<Val> arguments_of_call(int given, Ref names) const;
  std::vector<Val> bound(const std::vector<types::World::Binding>& bindings,
                         const std::vector<Val>& arguments) const;
  bool python_call(Ref target, const Called& called, int count, Ref names);
  void call_op(int count, int names);
  void call_kw(int count);
  void call_named(int count, Ref names);
  bool plain_call(int count, Kind result, Ref sample = 0);
  bool method_call(int count, Kind result, Ref sample);
  bool direct_call(int count, bool has_self, Kind result, Ref sample);
  Value likely_callable(int count);
  void generic_call(int count, Value names, int keywords, int extra);
  void finish_call(int count, Val result);
  void release_maybe_null(const Val& value, bool maybe_null);

  // --- spreads.cpp: what follows * and ** in displays and calls
  void list_to_tuple();
  void update(PyOp op, int depth);
  void call_ex(bool keywords);
  void unpack_ex(int arg);

  // --- statements.cpp: what has no family of its own
  void load_super_attr(int arg);
  void set_function_attribute(int flag);
  void before_with();
  void import_name(int name);
  void import_from(int name);

  // --- patterns.cpp
  void match_kind(bool mapping);
  void get_len();
  void match_keys();
  void match_class(int count);

  const ir::PyCode* code_ = nullptr;  // of the level at work
  types::World* world_ = nullptr;     // the same
  const int header_;
  const SpecializeOptions options_;
  const types::ObjectLayout& layout_;

  std::vector<Level> levels_;             // 0: the region's own code
  std::map<CallKey, int> level_of_call_;  // -1: not part of the region
  std::vector<int> loop_;
  std::vector<bool> stored_;         // per variable: assigned somewhere in the loop
  std::vector<bool> used_;           // per variable: mentioned in the loop
  std::vector<int> promoted_names_;  // co_names indices that live in registers
  std::map<const ir::PyCode*, bool> compares_identity_;
  std::map<int, int> variable_of_name_;

  Shared& shared_;
  int self_ = 0;       // index of the function being built
  bool pure_ = false;  // a native function: no effects, every exit makes its caller repeat the call
  Value calls_left_ = -1;             // pure_: its last parameter
  NativeFunction* native_ = nullptr;  // pure_: what is being built
  ir::BlockId block_ = 0;
  Env env_, before_;
  const ir::PyInst* inst_ = nullptr;
  int pc_ = 0;
  // Where the inline values of objects are, looked at in that block and since Python code last ran.
  std::map<std::pair<ir::BlockId, Value>, Value> values_of_;
  std::map<Value, bool> known_bools_;  // constants
  int cached_guard_exit_ = -1, cached_overflow_exit_ = -1;
  bool lenient_boxing_ = false;  // on edges, where nothing can be repeated
  std::set<Value> not_nan_;      // checked by this instruction
  struct Box {
    Val number;  // as it lies on the stack before the instruction
    Value object;
  };
  std::vector<Box> boxes_;     // made by this instruction, their references not given up yet
  bool carry_check_ = false;   // to the next part of the same bytecode instruction
  bool leaves_items_ = false;  // what is emitted changes none of the items that lists have
  bool check_valid_ = false;
  bool ends_loudly_ = false, carry_loud_ = false;  // check_ended_quietly() is due
  int loud_place_ = 0;                             // what is distrusted if it fails
  int skip_next_ = 0;  // instructions after this one that it has done as well
  int back_edges_ = 0;
  bool has_inner_loops_ = false;
  std::vector<Val> released_;
  std::vector<Version> versions_;
  std::map<std::pair<int, std::string>, size_t> version_of_;
  std::map<std::pair<int, int>, int> version_count_;  // by level and instruction
  std::vector<LineFact> lines_;
  std::optional<Refusal> refusal_;
};

}  // namespace hasten::optimize
