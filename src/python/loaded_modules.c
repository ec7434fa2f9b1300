// loaded_modules: see loaded_modules.h.
#include "python/loaded_modules.h"

static PyObject* module_named(const char* name) {
  PyObject* modules = PySys_GetObject("modules");
  PyObject* module =
      modules == NULL || !PyDict_CheckExact(modules) ? NULL : PyDict_GetItemString(modules, name);
  return module != NULL && PyModule_CheckExact(module) ? module : NULL;
}

PyObject* hasten_loaded_module(const char* name) {
  PyObject* module = module_named(name);
  return module == NULL ? NULL : PyModule_GetDict(module);
}

bool hasten_is_type_of_module(const PyTypeObject* type, const char* module_name, const char* name) {
  PyObject* module = module_named(module_name);
  return module != NULL && PyModule_GetDef(module) != NULL &&
         PyDict_GetItemString(PyModule_GetDict(module), name) == (const PyObject*)type;
}
