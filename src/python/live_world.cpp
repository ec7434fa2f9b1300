// live_world: see live_world.h. Every question is answered without running Python code.
#include "python/live_world.h"

#include <cstddef>
#include <cstring>

#include "python/generators.h"
#include "python/inline_frames.h"
#include "python/instance.h"
#include "python/known_objects.h"
#include "python/nested_iterators.h"
#include "python/numpy_objects.h"
#include "python/owned.h"
#include "python/samples.h"

namespace hasten::python {
namespace {

using types::Kind;
using types::Ref;

struct KindRow {
  Kind kind;
  PyTypeObject* type;
};

Kind of_sequence(Kind kind, const PyTypeObject* type) {
  return is_laid_out_as_list_iterator(type) ? kind : Kind::kPlainIterator;
}

const std::vector<KindRow>& kind_rows() {
  static const std::vector<KindRow> rows = {
      {Kind::kNone, Py_TYPE(Py_None)},
      {Kind::kBool, &PyBool_Type},
      {Kind::kInt, &PyLong_Type},
      {Kind::kFloat, &PyFloat_Type},
      {Kind::kComplex, &PyComplex_Type},
      {Kind::kStr, &PyUnicode_Type},
      {Kind::kBytes, &PyBytes_Type},
      {Kind::kByteArray, &PyByteArray_Type},
      {Kind::kMemoryView, &PyMemoryView_Type},
      {Kind::kList, &PyList_Type},
      {Kind::kTuple, &PyTuple_Type},
      {Kind::kDict, &PyDict_Type},
      {Kind::kSet, &PySet_Type},
      {Kind::kFrozenSet, &PyFrozenSet_Type},
      {Kind::kRange, &PyRange_Type},
      {Kind::kSlice, &PySlice_Type},
      {Kind::kRangeIterator, &PyRangeIter_Type},
      {Kind::kListIterator, &PyListIter_Type},
      {Kind::kTupleIterator, &PyTupleIter_Type},
      {Kind::kPlainIterator, &PyDictIterKey_Type},
      {Kind::kPlainIterator, &PyDictIterValue_Type},
      {Kind::kPlainIterator, &PyDictIterItem_Type},
      {Kind::kPlainIterator, &PySetIter_Type},
      {of_sequence(Kind::kTextIterator, &PyUnicodeIter_Type), &PyUnicodeIter_Type},
      {of_sequence(Kind::kTextIterator, ascii_iterator_type()), ascii_iterator_type()},
      {of_sequence(Kind::kBytesIterator, &PyBytesIter_Type), &PyBytesIter_Type},
      {Kind::kPlainIterator, &PyByteArrayIter_Type},
      {Kind::kPlainIterator, &PyListRevIter_Type},
      {Kind::kZip, &PyZip_Type},
      {Kind::kEnumerate, &PyEnum_Type},
      {Kind::kDictView, &PyDictKeys_Type},
      {Kind::kDictView, &PyDictValues_Type},
      {Kind::kDictView, &PyDictItems_Type},
      {Kind::kFunction, &PyFunction_Type},
      {Kind::kBuiltin, &PyCFunction_Type},
      {Kind::kMethodDescriptor, &PyMethodDescr_Type},
      {Kind::kType, &PyType_Type},
      {Kind::kModule, &PyModule_Type},
  };
  return rows;
}

Kind kind_of_type(PyTypeObject* type) {
  for (const KindRow& row : kind_rows()) {
    if (row.type == type) return row.kind;
  }
  if (is_plain_of_itertools(type)) return Kind::kPlainIterator;
  if ((type->tp_flags & Py_TPFLAGS_HEAPTYPE) != 0 || std::strncmp(type->tp_name, "numpy.", 6) != 0)
    return Kind::kInstance;
  const NumpyObjects& numpy = numpy_objects();
  if (!numpy.usable) return Kind::kInstance;
  return type == numpy.array     ? Kind::kArray
         : type == numpy.int64   ? Kind::kNumpyInt64
         : type == numpy.float64 ? Kind::kNumpyFloat64
                                 : Kind::kInstance;
}

// The type that the kind stands for, nullptr if it is not one.
PyTypeObject* type_of_kind(Kind kind) {
  switch (kind) {
  case Kind::kPlainIterator:
  case Kind::kTextIterator:
  case Kind::kDictView:
    return nullptr;
  case Kind::kArray:
    return numpy_objects().array;
  case Kind::kNumpyInt64:
    return numpy_objects().int64;
  case Kind::kNumpyFloat64:
    return numpy_objects().float64;
  default:
    break;
  }
  for (const KindRow& row : kind_rows()) {
    if (row.kind == kind) return row.type;
  }
  return nullptr;
}

}  // namespace

LiveWorld::LiveWorld(hasten_frame* frame, PyCodeObject* code, const ir::PyCode& read,
                     ObjectPool& pool, const std::set<int>& distrusted)
    : frame_(frame), globals_(hasten_frame_globals(frame)), builtins_(hasten_frame_builtins(frame)),
      namespace_(hasten_frame_namespace(frame)), root_(this), code_(code), read_(read), pool_(pool),
      distrusted_(distrusted), seen_(seen_kinds(code, read)) {
  load_layout();
}

LiveWorld::LiveWorld(PyFunctionObject* function, LiveWorld* root, std::unique_ptr<ir::PyCode> read)
    : frame_(nullptr), globals_(function->func_globals), builtins_(function->func_builtins),
      namespace_(nullptr), root_(root), own_read_(std::move(read)),
      code_(reinterpret_cast<PyCodeObject*>(function->func_code)), read_(*own_read_),
      pool_(root->pool_), distrusted_(nothing()), seen_(seen_kinds(code_, read_)) {
  load_layout();
}

LiveWorld::LiveWorld(PyCodeObject* code, LiveWorld* root, std::unique_ptr<ir::PyCode> read)
    : frame_(nullptr), globals_(root->globals_), builtins_(root->builtins_), namespace_(nullptr),
      root_(root), own_read_(std::move(read)), code_(code), read_(*own_read_), pool_(root->pool_),
      distrusted_(nothing()), seen_(seen_kinds(code_, read_)) {
  load_layout();
}

LiveWorld::LiveWorld(hasten_frame* generator, LiveWorld* root, std::unique_ptr<ir::PyCode> read)
    : frame_(generator), globals_(hasten_frame_globals(generator)),
      builtins_(hasten_frame_builtins(generator)), namespace_(nullptr), root_(root),
      own_read_(std::move(read)), code_(hasten_frame_code(generator)), read_(*own_read_),
      pool_(root->pool_), distrusted_(nothing()), seen_(seen_kinds(code_, read_)) {
  load_layout();
}

LiveWorld::LiveWorld(PyFunctionObject* function, ObjectPool& pool, const std::set<int>& distrusted,
                     const ir::PyCode& read)
    : frame_(nullptr), globals_(function->func_globals), builtins_(function->func_builtins),
      namespace_(nullptr), root_(this), code_(reinterpret_cast<PyCodeObject*>(function->func_code)),
      read_(read), pool_(pool), distrusted_(distrusted), seen_(seen_kinds(code_, read_)) {
  load_layout();
}

const std::set<int>& LiveWorld::nothing() {
  static const std::set<int> empty;
  return empty;
}

void LiveWorld::load_layout() {
  const hasten_object_layout raw = hasten_layout();
  static_assert(sizeof raw == offsetof(types::ObjectLayout, managed_dict));
  std::memcpy(&layout_, &raw, sizeof raw);
  const hasten_instance_layout instances = hasten_instance_offsets();
  layout_.managed_dict = instances.managed_dict;
  layout_.values_valid = instances.values_valid;
  layout_.values_first = instances.values_first;
  layout_.type_keys = instances.type_keys;
  layout_.keys_count = instances.keys_count;
  layout_.frame_locals = hasten_frame_header_bytes();
  layout_.frame_object = hasten_frame_object_offset();
  layout_.generator_frame = hasten_generator_frame_offset();
  layout_.generator_state = hasten_generator_state_offset();
  layout_.generator_executing = hasten_generator_executing();
  const NestedIterators& nested = nested_iterators();
  layout_.zip_parts = nested.zip_parts;
  layout_.zip_result = nested.zip_result;
  layout_.zip_strict = nested.zip_strict;
  layout_.enumerate_part = nested.enumerate_part;
  layout_.enumerate_index = nested.enumerate_index;
  layout_.enumerate_result = nested.enumerate_result;
  layout_.enumerate_long = nested.enumerate_long;
  layout_.array_data = offsetof(ArrayHead, data);
  layout_.array_ndim = offsetof(ArrayHead, ndim);
  layout_.array_shape = offsetof(ArrayHead, shape);
  layout_.array_strides = offsetof(ArrayHead, strides);
  layout_.array_flags = offsetof(ArrayHead, flags);
  layout_.array_descr = offsetof(ArrayHead, descr);
}

Kind LiveWorld::kind_of(Ref object) const {
  return object == 0 ? Kind::kUnknown : kind_of_type(Py_TYPE(pool_.at(object)));
}

Ref LiveWorld::type_object_of(Ref object) {
  return pool_.add(reinterpret_cast<PyObject*>(Py_TYPE(pool_.at(object))));
}

Ref LiveWorld::type_object(Kind kind) {
  return pool_.add(reinterpret_cast<PyObject*>(type_of_kind(kind)));
}

bool LiveWorld::int_value(Ref object, int64_t& value) const {
  int overflow = 0;
  value = PyLong_AsLongLongAndOverflow(pool_.at(object), &overflow);
  return overflow == 0;
}

double LiveWorld::float_value(Ref object) const { return PyFloat_AS_DOUBLE(pool_.at(object)); }

void LiveWorld::complex_value(Ref object, double& real, double& imag) const {
  real = PyComplex_RealAsDouble(pool_.at(object));
  imag = PyComplex_ImagAsDouble(pool_.at(object));
}

bool LiveWorld::fits_unboxed(Ref object) const {
  int64_t ignored = 0;
  return PyLong_Check(pool_.at(object)) && int_value(object, ignored);
}

// Constants and names live as long as the code object, and the region no longer than that.
Ref LiveWorld::of_code(PyObject* object) {
  const Ref ref = pool_.add(object);
  root_->borrowed_.insert(ref);
  return ref;
}

Ref LiveWorld::constant(int index) { return of_code(PyTuple_GET_ITEM(code_->co_consts, index)); }
Ref LiveWorld::name(int index) { return of_code(name_object(index)); }
Ref LiveWorld::local(int slot) {
  if (frame_ == nullptr) return 0;
  PyObject* object = hasten_frame_locals(frame_)[slot];
  if (object != nullptr && read_.local_is_cell[static_cast<size_t>(slot)] && PyCell_Check(object))
    object = PyCell_GET(object);
  return pool_.add(object);
}
Ref LiveWorld::stack(int depth) {
  if (frame_ == nullptr) return 0;
  return pool_.add(hasten_frame_locals(frame_)[hasten_code_slots(code_) + depth]);
}

Ref LiveWorld::watched(PyObject* dict, PyObject* key, PyObject* value) {
  root_->assumptions_.push_back({dict, key});
  if (value == nullptr) return 0;
  const Ref ref = pool_.add(value);
  root_->borrowed_.insert(ref);
  return ref;
}

// In a module body the local namespace is the globals; class bodies and exec with a mapping are
// looked up each time.
Ref LiveWorld::stable_name(int index, bool local_namespace) {
  PyObject* key = name_object(index);
  PyObject* globals = globals_;
  PyObject* builtins = builtins_;
  if (local_namespace && namespace_ != globals) return 0;
  if (globals == nullptr || !PyDict_CheckExact(globals) || builtins == nullptr ||
      !PyDict_CheckExact(builtins))
    return 0;
  if (root_->varying_.count({globals, key}) != 0) return 0;
  PyObject* value = PyDict_GetItemWithError(globals, key);
  if (value != nullptr) return watched(globals, key, value);
  value = PyDict_GetItemWithError(builtins, key);
  if (value == nullptr) return 0;
  watched(globals, key, nullptr);
  return watched(builtins, key, value);
}

// A region is entered only in frames with the globals of its root, which keep them alive.
Ref LiveWorld::globals() {
  const Ref ref = pool_.add(globals_);
  if (shares_globals()) root_->borrowed_.insert(ref);
  return ref;
}

void LiveWorld::name_varies(int index, bool local_namespace) {
  root_->varying_.emplace(local_namespace ? namespace_ : globals_, name_object(index));
}

Ref LiveWorld::current_name(int index) {
  PyObject* names = namespace_ != nullptr ? namespace_ : globals_;
  if (names == nullptr || !PyDict_CheckExact(names)) return 0;
  return pool_.add(PyDict_GetItemWithError(names, name_object(index)));
}

Ref LiveWorld::stable_attribute(Ref module, int name_index) {
  PyObject* object = pool_.at(module);
  if (!PyModule_CheckExact(object)) return 0;
  PyObject* dict = PyModule_GetDict(object);
  PyObject* value =
      dict == nullptr ? nullptr : PyDict_GetItemWithError(dict, name_object(name_index));
  if (value == nullptr) return 0;
  PyObject* on_type = PyDict_GetItemWithError(
      PyModule_Type.tp_dict == nullptr ? dict : PyModule_Type.tp_dict, name_object(name_index));
  if (on_type != nullptr && PyModule_Type.tp_dict != nullptr) return 0;
  return watched(dict, name_object(name_index), value);
}

Ref LiveWorld::method_descriptor(Kind kind, int name_index) {
  for (const KindRow& row : kind_rows()) {
    if (row.kind != kind || kind == Kind::kInstance || type_of_kind(kind) == nullptr) continue;
    PyObject* dict = PyType_GetDict(row.type);
    PyObject* found =
        dict == nullptr ? nullptr : PyDict_GetItemWithError(dict, name_object(name_index));
    Py_XDECREF(dict);
    return found != nullptr && Py_TYPE(found) == &PyMethodDescr_Type ? pool_.add(found) : 0;
  }
  return 0;
}

bool LiveWorld::is_lasting(Ref callable) const {
  if (known(callable) != types::Known::kNone) return true;
  PyObject* object = pool_.at(callable);
  if (!PyFunction_Check(object)) return false;
  const auto* function = reinterpret_cast<PyFunctionObject*>(object);
  return PyDict_GetItemWithError(function->func_globals, function->func_name) == object;
}

types::Kind LiveWorld::result_kind(Ref method) const {
  return text_method_result(pool_.at(method));
}

bool LiveWorld::character_test(Ref method, uint64_t set[2]) const {
  return python::character_test(pool_.at(method), set);
}

// Takes the reference over; NULL: an exception is set, and forgotten.
Ref LiveWorld::add_new(PyObject* object) {
  if (object == nullptr) PyErr_Clear();
  const Ref ref = pool_.add(object);
  Py_XDECREF(object);
  return ref;
}

types::ArrayFacts LiveWorld::array_facts(Ref array) {
  types::ArrayFacts facts;
  if (kind_of(array) != Kind::kArray) return facts;
  const ArrayHead* head = reinterpret_cast<const ArrayHead*>(pool_.at(array));
  const NumpyObjects& numpy = numpy_objects();
  if ((head->flags & kArrayAligned) == 0) return facts;
  if (head->descr == numpy.int64_dtype) facts.element = types::ArrayFacts::Element::kInt64;
  if (head->descr == numpy.float64_dtype) facts.element = types::ArrayFacts::Element::kFloat64;
  facts.ndim = head->ndim;
  facts.writeable = (head->flags & kArrayWriteable) != 0 && (head->flags & kArrayWarnOnWrite) == 0;
  facts.dtype = pool_.add(head->descr);
  return facts;
}

bool LiveWorld::ascii_text(Ref text, std::string& characters) const {
  PyObject* object = pool_.at(text);
  if (!PyUnicode_CheckExact(object) || !PyUnicode_IS_ASCII(object)) return false;
  characters.assign(reinterpret_cast<const char*>(PyUnicode_1BYTE_DATA(object)),
                    static_cast<size_t>(PyUnicode_GET_LENGTH(object)));
  return true;
}

Ref LiveWorld::numpy_boolean(bool value) {
  const NumpyObjects& numpy = numpy_objects();
  return numpy.usable ? pool_.add(value ? numpy.true_object : numpy.false_object) : 0;
}

int LiveWorld::tuple_size(Ref tuple) const {
  return static_cast<int>(PyTuple_GET_SIZE(pool_.at(tuple)));
}

int LiveWorld::exact_instance(Kind kind, Ref type) {
  PyObject* target = pool_.at(type);
  if (!PyType_CheckExact(target)) return -1;
  PyTypeObject* own = type_of_kind(kind);
  // A metaclass could say otherwise for other types; these are CPython's own.
  if (own == nullptr || Py_TYPE(target) != &PyType_Type) return -1;
  return PyType_IsSubtype(own, reinterpret_cast<PyTypeObject*>(target)) ? 1 : 0;
}

int LiveWorld::math_function(const char* name) const {
  static const char* const kNames[] = {
#define MATH(name, arity) #name,
#include "ir/math.def"
#undef MATH
  };
  for (size_t i = 0; i < std::size(kNames); ++i) {
    if (std::strcmp(kNames[i], name) == 0) return static_cast<int>(i);
  }
  return -1;
}

types::Known LiveWorld::known(Ref callable) const { return known_object(pool_.at(callable)); }

Kind LiveWorld::seen_kind(int offset, int from_top) const {
  const int index = read_.index_of(offset);
  if (index < 0) return Kind::kUnknown;
  const SeenKinds& seen = seen_[static_cast<size_t>(index)];
  return from_top == 0 ? seen.top : seen.under;
}

}  // namespace hasten::python
