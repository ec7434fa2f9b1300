# One test program per folder of tests/unit, from its *_test.cpp; `ctest` runs them.
find_package(GTest QUIET)
if(NOT GTest_FOUND)
  message(STATUS "hasten: GoogleTest not found, no C++ unit tests (Debian: apt-get install libgtest-dev)")
  return()
endif()

# An embedded interpreter must find the standard library of the Python it was built for.
execute_process(COMMAND ${Python_EXECUTABLE} -I -c "import sys; print(sys.base_prefix, end='')"
  OUTPUT_VARIABLE python_home COMMAND_ERROR_IS_FATAL ANY)

foreach(folder IN LISTS HASTEN_LAYERS)
  file(GLOB test_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/tests/unit/${folder}/*_test.cpp)
  if(NOT test_sources)
    continue()
  endif()
  if(folder IN_LIST HASTEN_PYTHON_LAYERS AND NOT HASTEN_ENGINE)
    continue()  # not built for this Python
  endif()
  set(test hasten_${folder}_test)
  if(folder IN_LIST HASTEN_PYTHON_LAYERS AND NOT TARGET Python::Python)
    message(STATUS "hasten: this Python has no embeddable library, ${test} is left out")
    continue()
  endif()
  add_executable(${test} ${test_sources})
  set_target_properties(${test} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_link_libraries(${test} PRIVATE hasten_options GTest::gtest GTest::gtest_main)
  if(folder STREQUAL "native" AND TARGET hasten_compiler_objects)
    target_link_libraries(${test} PRIVATE hasten_compiler_objects hasten_llvm)
  endif()
  # The layer under test and, through it, those below: lld would take members of higher ones for a weak symbol of std::.
  if(TARGET hasten_${folder})
    target_link_libraries(${test} PRIVATE hasten_${folder})
  endif()
  if(folder IN_LIST HASTEN_PYTHON_LAYERS)
    target_link_libraries(${test} PRIVATE Python::Python)
  endif()
  add_test(NAME ${folder} COMMAND ${test})
  set_property(TEST ${folder} PROPERTY ENVIRONMENT
    PYTHONHOME=${python_home}
    HASTEN_TEST_PACKAGE=${CMAKE_BINARY_DIR}/package
    ASAN_OPTIONS=detect_leaks=0
    UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1)
endforeach()
