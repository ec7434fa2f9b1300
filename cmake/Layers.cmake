# One static library hasten_<folder> per folder of src/, in layer order: a folder may include only from the folders
# before it. tools/check_layers.py holds the same list and checks the includes; here each library simply does not
# get what it must not use (Python.h, LLVM).
set(HASTEN_LAYERS
  base ir types optimize native python observe capture swap build advise report engine module)
set(HASTEN_PYTHON_LAYERS python observe swap engine module)

# Linked in, so that a wheel needs nothing beside it; only chunks of captures are compressed with it.
find_library(HASTEN_ZSTD NAMES libzstd.a REQUIRED)

function(hasten_sources folder out)
  file(GLOB sources CONFIGURE_DEPENDS
    ${CMAKE_CURRENT_SOURCE_DIR}/src/${folder}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/src/${folder}/*.c)
  if(folder STREQUAL "native")
    # src/native is the compiler library (cmake/CompilerLibrary.cmake), except load_*.cpp: the part without LLVM that
    # opens that library, which belongs to _core.
    list(FILTER sources INCLUDE REGEX "/load_[^/]*$")
  elseif(folder STREQUAL "module" AND HASTEN_ENGINE)
    list(FILTER sources EXCLUDE REGEX "/without_engine")
  elseif(folder STREQUAL "module")
    list(FILTER sources INCLUDE REGEX "/without_engine")
  endif()
  set(${out} ${sources} PARENT_SCOPE)
endfunction()

set(HASTEN_CORE_LIBRARIES "")  # highest layer first, as the linker wants them
foreach(folder IN LISTS HASTEN_LAYERS)
  if(folder STREQUAL "module")
    continue()  # the extension itself, see cmake/Package.cmake
  endif()
  hasten_sources(${folder} sources)
  if(NOT sources OR (folder IN_LIST HASTEN_PYTHON_LAYERS AND NOT HASTEN_ENGINE))
    continue()
  endif()
  add_library(hasten_${folder} STATIC ${sources})
  target_link_libraries(hasten_${folder}
    PRIVATE hasten_engine_options
    PUBLIC ${HASTEN_CORE_LIBRARIES})
  if(folder IN_LIST HASTEN_PYTHON_LAYERS)
    target_link_libraries(hasten_${folder} PRIVATE Python::Module)
    target_include_directories(hasten_${folder} SYSTEM PRIVATE ${Python_INCLUDE_DIRS}/internal)
  endif()
  if(folder STREQUAL "capture")
    target_link_libraries(hasten_${folder} PRIVATE ${HASTEN_ZSTD})
  endif()
  list(PREPEND HASTEN_CORE_LIBRARIES hasten_${folder})
endforeach()
