// live_world: types::World over the live objects of one running frame. Used under the GIL while a
// region is built.
#pragma once

#include <Python.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "ir/py_code.h"
#include "python/code_reader.h"
#include "python/layout.h"
#include "python/libm.h"
#include "python/pinned.h"
#include "types/world.h"

namespace hasten::python {

// One assumption that a dict keeps a value under a key; `dict` and `key` are alive while it is
// watched.
struct NameAssumption {
  PyObject* dict;
  PyObject* key;
};

class LiveWorld final : public types::World {
 public:
  LiveWorld(hasten_frame* frame, PyCodeObject* code, const ir::PyCode& read, ObjectPool& pool,
            const std::set<int>& distrusted);

  types::Kind kind_of(types::Ref object) const override;
  types::Ref type_object_of(types::Ref object) override;
  types::Ref type_object(types::Kind kind) override;
  bool int_value(types::Ref object, int64_t& value) const override;
  double float_value(types::Ref object) const override;
  void complex_value(types::Ref object, double& real, double& imag) const override;
  bool fits_unboxed(types::Ref object) const override;
  types::Ref constant(int index) override;
  types::Ref none() override { return pool_.add(Py_None); }
  types::Ref boolean(bool value) override { return pool_.add(value ? Py_True : Py_False); }
  types::Ref name(int index) override;
  types::Ref first_character() override { return add_new(PyUnicode_FromOrdinal(0)); }
  types::Ref zero() override { return add_new(PyLong_FromLong(0)); }
  bool ascii_text(types::Ref text, std::string& characters) const override;
  types::Ref local(int slot) override;
  types::Ref stack(int depth) override;
  types::Ref stable_name(int index, bool local_namespace) override;
  void name_varies(int index, bool local_namespace) override;
  bool is_namespace(types::Ref dict) const override { return pool_.at(dict) == namespace_; }
  types::Ref current_name(int index) override;
  types::Ref stable_attribute(types::Ref module, int name_index) override;
  types::Ref method_descriptor(types::Kind kind, int name_index) override;
  types::Ref sample_element(types::Ref container) override;
  int64_t items_in(types::Ref container) const override;
  types::Ref value_under(types::Ref dict, types::Ref key) override;
  bool ends_quietly(types::Ref object) const override;
  types::Ref sample_item(types::Ref iterable) override;
  bool instance_maker(types::Ref type, Maker& out) override;
  types::Ref new_sample(types::Ref type) override;
  void set_sample(types::Ref sample, int name_index, types::Ref like, types::Kind kind) override;
  types::Ref special_method(types::Ref instance, const std::string& name) override;
  types::Ref property_getter(types::Ref instance, int name_index) override;
  bool lacks(types::Ref instance, const std::string& name) override;
  types::Ref not_implemented() override { return pool_.add(Py_NotImplemented); }
  std::vector<types::Ref> inner_iterators(types::Ref iterator) override;
  types::Ref zip_of(const std::vector<types::Ref>& operands) override;
  types::Ref dict_view(types::Ref dict, types::Known method) override;
  types::Ref list_of(types::Ref element) override;
  types::Ref tuple_of(const std::vector<types::Ref>& items) override;
  types::Ref some_text() override { return add_new(PyUnicode_FromString("text")); }
  types::Ref some_int() override { return add_new(PyLong_FromLong(0)); }
  types::Kind result_kind(types::Ref method) const override;
  bool character_test(types::Ref method, uint64_t set[2]) const override;
  bool uniform_elements(types::Ref container) override;
  std::vector<types::Ref> mixed_types(types::Ref sample) override;
  types::Ref element_at(types::Ref sequence, int index) override;
  types::ArrayFacts array_facts(types::Ref array) override;
  types::Ref numpy_boolean(bool value) override;
  const types::ObjectLayout& layout() const override { return layout_; }
  types::AttributeFacts attribute(types::Ref instance, int name_index) override;
  bool bound_method(types::Ref callable, types::Ref& method, types::Ref& object) override;
  types::Ref bound_like(types::Ref method, types::Ref object) override;
  types::Ref class_attribute(types::Ref type, int name_index) override;
  bool is_lasting(types::Ref callable) const override;
  int tuple_size(types::Ref tuple) const override;
  int exact_instance(types::Kind kind, types::Ref type) override;
  bool pow_rounds_well() const override { return python::pow_rounds_well(); }
  int math_function(const char* name) const override;
  types::Known known(types::Ref callable) const override;
  bool distrusted(int place) const override { return root_->distrusted_.count(place) != 0; }
  types::Kind seen_kind(int offset, int from_top) const override;

  bool callee(types::Ref function, Callee& out) override;
  bool bind(const Callee& callee, int given, types::Ref names, std::vector<Binding>& out) override;
  bool generator_function(types::Ref function, Callee& out) override;
  bool generator(types::Ref object, Callee& out, int& others, int& offset) override;
  types::Ref globals() override;
  bool expression(types::Ref code, Callee& out) override;
  bool shares_globals() const override { return globals_ == root_->globals_; }
  void keep_alive(types::Ref object) override { root_->kept_.insert(object); }

  // A World for the names of one function that is to be compiled whole; it has no frame.
  LiveWorld(PyFunctionObject* function, LiveWorld* root, std::unique_ptr<ir::PyCode> read);
  // The same for a code object in the globals of another.
  LiveWorld(PyCodeObject* code, LiveWorld* root, std::unique_ptr<ir::PyCode> read);
  // The same for a generator that is suspended.
  LiveWorld(hasten_frame* generator, LiveWorld* root, std::unique_ptr<ir::PyCode> read);
  // The root of a World without a frame: a hot function itself.
  LiveWorld(PyFunctionObject* function, ObjectPool& pool, const std::set<int>& distrusted,
            const ir::PyCode& read);
  // Functions whose code the result depends on.
  const std::set<PyFunctionObject*>& functions() const { return functions_; }
  // Types whose attributes it takes as they are; the pool keeps them alive.
  const std::set<PyTypeObject*>& types() const { return types_; }

  const std::vector<NameAssumption>& assumptions() const { return assumptions_; }
  // Pool entries vouched for by assumptions, which must not be kept alive by the pool.
  const std::set<types::Ref>& borrowed() const { return borrowed_; }
  // Entries it must keep alive all the same.
  const std::set<types::Ref>& kept() const { return kept_; }

 private:
  void load_layout();
  void note_mixed_types(types::Ref chosen, const std::vector<PyObject*>& elements);
  types::Ref add_new(PyObject* object);
  template <typename Key>
  using Worlds = std::map<Key*, std::unique_ptr<LiveWorld>>;
  template <typename Key>
  bool world_of(Worlds<Key>& worlds, Key* key, PyCodeObject* code, Callee& out);
  bool watch_type(PyTypeObject* type);
  PyObject* on_class(types::Ref instance, const std::string& name);
  bool callee_if(bool (*fits)(PyFunctionObject*), types::Ref function, Callee& out);
  types::Ref of_code(PyObject* object);
  static const std::set<int>& nothing();
  types::Ref watched(PyObject* dict, PyObject* key, PyObject* value);
  types::Ref default_value(PyFunctionObject* function, int parameter);
  PyObject* name_object(int index) const { return PyTuple_GET_ITEM(code_->co_names, index); }

  hasten_frame* frame_;  // NULL: a function that is not running
  PyObject* globals_;
  PyObject* builtins_;
  PyObject* namespace_;
  LiveWorld* root_;  // collects the assumptions
  std::set<PyFunctionObject*> functions_;
  std::set<PyTypeObject*> types_;
  std::set<std::pair<PyObject*, PyObject*>> varying_;  // dict and (interned) key, of the root
  Worlds<PyFunctionObject> callees_;
  Worlds<PyCodeObject> expressions_;
  Worlds<hasten_frame> generators_;
  std::unique_ptr<ir::PyCode> own_read_;
  PyCodeObject* code_;
  const ir::PyCode& read_;
  ObjectPool& pool_;
  const std::set<int>& distrusted_;
  std::vector<SeenKinds> seen_;
  types::ObjectLayout layout_;
  std::vector<NameAssumption> assumptions_;
  std::set<types::Ref> borrowed_, kept_;
  std::map<types::Ref, std::vector<types::Ref>> mixed_;  // by the sample that was given out
};

// Neither *args, **kwargs nor cells, an ordinary function.
bool plain_function(PyFunctionObject* function);
// Its code with depths from its start; nullptr if it cannot be read.
std::unique_ptr<ir::PyCode> read_whole(PyCodeObject* code);

}  // namespace hasten::python
