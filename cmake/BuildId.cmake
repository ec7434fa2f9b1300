# Two hashes of sources, as macros of the files that compare them.
#   HASTEN_COMPILER_BUILD  what _core and libhasten_compiler.so must have in common: the IR and the code generator
#   HASTEN_BUILD_ID        everything that decides what machine code means: part of the key of cached objects
set(source_dir ${CMAKE_CURRENT_SOURCE_DIR}/src)
file(GLOB compiler_build_sources CONFIGURE_DEPENDS
  ${source_dir}/ir/*.def ${source_dir}/ir/context.h ${source_dir}/ir/function.h ${source_dir}/native/*)
file(GLOB helper_sources CONFIGURE_DEPENDS ${source_dir}/python/*)
set_property(DIRECTORY APPEND PROPERTY
  CMAKE_CONFIGURE_DEPENDS ${compiler_build_sources} ${helper_sources})

# hash_sources(<out> <text> <file>...): sixteen hexadecimal digits of the text and the files.
function(hash_sources out text)
  foreach(path IN LISTS ARGN)
    file(SHA256 ${path} hash)
    string(APPEND text ${hash})
  endforeach()
  string(SHA256 hash ${text})
  string(SUBSTRING ${hash} 0 16 hash)
  set(${out} ${hash} PARENT_SCOPE)
endfunction()

hash_sources(compiler_build "${LLVM_PACKAGE_VERSION}" ${compiler_build_sources})
hash_sources(build_id "${compiler_build}" ${helper_sources})
set_property(SOURCE ${source_dir}/engine/object_cache.cpp
  APPEND PROPERTY COMPILE_DEFINITIONS HASTEN_BUILD_ID="${build_id}")
set_property(SOURCE ${source_dir}/native/compiler_build.cpp ${source_dir}/native/load_compiler.cpp
  APPEND PROPERTY COMPILE_DEFINITIONS HASTEN_COMPILER_BUILD="${compiler_build}")
