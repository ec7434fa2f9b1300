# libhasten_compiler.so: src/native on LLVM, behind a C interface (hasten_compiler_*), opened by _core at need.
file(GLOB native_sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/src/native/*.cpp)
list(FILTER native_sources EXCLUDE REGEX "/load_[^/]*$")
if(NOT native_sources)
  return()
endif()

include(FindSupportedLLVM)

set(compiler_layers "")
foreach(folder optimize types ir base)
  if(TARGET hasten_${folder})
    list(APPEND compiler_layers hasten_${folder})
  endif()
endforeach()

add_library(hasten_compiler_objects OBJECT ${native_sources})
target_link_libraries(hasten_compiler_objects
  PRIVATE hasten_engine_options hasten_llvm
  PUBLIC ${compiler_layers})

add_library(hasten_compiler SHARED $<TARGET_OBJECTS:hasten_compiler_objects>)
target_link_libraries(hasten_compiler PRIVATE hasten_engine_options ${compiler_layers} hasten_llvm)
if(NOT HASTEN_SANITIZE)
  target_link_options(hasten_compiler PRIVATE -Wl,-z,defs)
endif()
if(HASTEN_LLVM STREQUAL "static")
  target_link_options(hasten_compiler PRIVATE ${HASTEN_SELF_CONTAINED})
endif()
hasten_exports(hasten_compiler compiler.exports)
