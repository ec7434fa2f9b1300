// raiser: see raiser.h.
#include "swap/raiser.h"

namespace hasten::swap {
namespace {

struct Raiser {
  PyObject_HEAD PyObject* exception;
  PyObject* original;
};

// The exception keeps its traceback; the interpreter adds the frame's own entry as for any failed
// instruction.
void raise(PyObject* self) {
  PyErr_SetRaisedException(Py_NewRef(reinterpret_cast<Raiser*>(self)->exception));
}

PyObject* raiser_of(PyObject* first, PyObject* second);

PyObject* raise_unary(PyObject* self) {
  raise(self);
  return nullptr;
}
PyObject* raise_binary(PyObject* left, PyObject* right) {
  raise(raiser_of(left, right));
  return nullptr;
}
PyObject* raise_ternary(PyObject* left, PyObject* right, PyObject*) {
  raise(raiser_of(left, right));
  return nullptr;
}
PyObject* raise_compare(PyObject* left, PyObject* right, int) {
  raise(raiser_of(left, right));
  return nullptr;
}
PyObject* raise_item(PyObject* self, PyObject*) {
  raise(self);
  return nullptr;
}
PyObject* raise_attribute(PyObject* self, PyObject*) {
  raise(self);
  return nullptr;
}
PyObject* raise_call(PyObject* self, PyObject*, PyObject*) {
  raise(self);
  return nullptr;
}
PyObject* raise_index(PyObject* self, Py_ssize_t) {
  raise(self);
  return nullptr;
}
int raise_store(PyObject* self, PyObject*, PyObject*) {
  raise(self);
  return -1;
}
int raise_contains(PyObject* self, PyObject*) {
  raise(self);
  return -1;
}
int raise_truth(PyObject* self) {
  raise(self);
  return -1;
}
Py_ssize_t raise_length(PyObject* self) {
  raise(self);
  return -1;
}
Py_hash_t raise_hash(PyObject* self) {
  raise(self);
  return -1;
}
PyObject* raise_format(PyObject* self, PyObject*) {
  raise(self);
  return nullptr;
}

void dealloc(PyObject* self) {
  Raiser* raiser = reinterpret_cast<Raiser*>(self);
  PyObject *exception = raiser->exception, *original = raiser->original;
  PyObject_Free(self);
  Py_XDECREF(original);
  Py_XDECREF(exception);
}

// Found for `with`; __enter__ is called first.
PyObject* raise_with(PyObject* self, PyObject*) {
  raise(self);
  return nullptr;
}

PyMethodDef methods[] = {
    {"__enter__", raise_with, METH_NOARGS, nullptr},
    {"__exit__", raise_with, METH_VARARGS, nullptr},
    {"__format__", raise_format, METH_O, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyTypeObject* type() {
  static PyNumberMethods numbers{};
  static PySequenceMethods sequence{};
  static PyMappingMethods mapping{};
  static PyTypeObject raiser_type = {PyVarObject_HEAD_INIT(nullptr, 0)};
  static bool ready = false;
  if (ready) return &raiser_type;
  numbers.nb_add = numbers.nb_subtract = numbers.nb_multiply = numbers.nb_remainder =
      numbers.nb_divmod = raise_binary;
  numbers.nb_lshift = numbers.nb_rshift = numbers.nb_and = numbers.nb_xor = numbers.nb_or =
      raise_binary;
  numbers.nb_inplace_add = numbers.nb_inplace_subtract = numbers.nb_inplace_multiply = raise_binary;
  numbers.nb_inplace_remainder = numbers.nb_inplace_lshift = numbers.nb_inplace_rshift =
      raise_binary;
  numbers.nb_inplace_and = numbers.nb_inplace_xor = numbers.nb_inplace_or = raise_binary;
  numbers.nb_floor_divide = numbers.nb_true_divide = numbers.nb_inplace_floor_divide = raise_binary;
  numbers.nb_inplace_true_divide = numbers.nb_matrix_multiply = numbers.nb_inplace_matrix_multiply =
      raise_binary;
  numbers.nb_power = numbers.nb_inplace_power = raise_ternary;
  numbers.nb_negative = numbers.nb_positive = numbers.nb_absolute = numbers.nb_invert = raise_unary;
  numbers.nb_int = numbers.nb_float = numbers.nb_index = raise_unary;
  numbers.nb_bool = raise_truth;
  sequence.sq_length = raise_length;
  sequence.sq_contains = raise_contains;
  sequence.sq_item = raise_index;
  mapping.mp_length = raise_length;
  mapping.mp_subscript = raise_item;
  mapping.mp_ass_subscript = raise_store;
  raiser_type.tp_name = "hasten.raiser";
  raiser_type.tp_basicsize = sizeof(Raiser);
  raiser_type.tp_flags = Py_TPFLAGS_DEFAULT;
  raiser_type.tp_dealloc = dealloc;
  raiser_type.tp_as_number = &numbers;
  raiser_type.tp_as_sequence = &sequence;
  raiser_type.tp_as_mapping = &mapping;
  raiser_type.tp_hash = raise_hash;
  raiser_type.tp_call = raise_call;
  raiser_type.tp_str = raise_unary;
  raiser_type.tp_repr = raise_unary;
  raiser_type.tp_getattro = raise_attribute;
  raiser_type.tp_setattro = raise_store;
  raiser_type.tp_richcompare = raise_compare;
  raiser_type.tp_iter = raise_unary;
  raiser_type.tp_iternext = raise_unary;
  raiser_type.tp_methods = methods;
  ready = PyType_Ready(&raiser_type) == 0;
  return ready ? &raiser_type : nullptr;
}

PyObject* raiser_of(PyObject* first, PyObject* second) {
  return Py_TYPE(first) == type() ? first : second;
}

}  // namespace

PyObject* make_raiser(PyObject* exception, PyObject* original) {
  PyTypeObject* raiser_type = type();
  Raiser* raiser = raiser_type == nullptr ? nullptr : PyObject_New(Raiser, raiser_type);
  if (raiser == nullptr) return nullptr;
  raiser->exception = exception;
  raiser->original = original;
  return reinterpret_cast<PyObject*>(raiser);
}

}  // namespace hasten::swap
