# The Python to build for: Python_EXECUTABLE, or whatever `python3` is. The engine needs 3.12 or later.
set(Python_FIND_VIRTUALENV FIRST)
set(Python_FIND_STRATEGY LOCATION)
find_package(Python 3.12 REQUIRED COMPONENTS Interpreter Development.Module)
find_package(Python ${Python_VERSION} EXACT QUIET COMPONENTS Interpreter Development.Module Development.Embed)

# A version is known when it has an opcode table. For the others, and without the GIL, _core is made without the engine:
# programs run interpreted, and nothing of that version's internals is compiled (docs/decisions/0009).
file(GLOB opcode_tables CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/src/python/opcodes_*.def)
list(TRANSFORM opcode_tables REPLACE ".*/opcodes_([0-9])([0-9]+)\\.def" "\\1.\\2" OUTPUT_VARIABLE HASTEN_KNOWN_PYTHONS)
set(HASTEN_ENGINE OFF)
if("${Python_VERSION_MAJOR}.${Python_VERSION_MINOR}" IN_LIST HASTEN_KNOWN_PYTHONS AND NOT Python_SOABI MATCHES "^cpython-[0-9]+t")
  set(HASTEN_ENGINE ON)
endif()
message(STATUS "hasten: for Python ${Python_VERSION} (${Python_EXECUTABLE}), engine ${HASTEN_ENGINE}")
