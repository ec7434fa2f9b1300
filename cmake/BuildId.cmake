# HASTEN_BUILD_ID: a hash of everything that decides what machine code means, part of the key of cached objects.
file(GLOB build_id_sources CONFIGURE_DEPENDS
  ${CMAKE_CURRENT_SOURCE_DIR}/src/ir/*.def ${CMAKE_CURRENT_SOURCE_DIR}/src/ir/context.h
  ${CMAKE_CURRENT_SOURCE_DIR}/src/ir/function.h ${CMAKE_CURRENT_SOURCE_DIR}/src/native/*
  ${CMAKE_CURRENT_SOURCE_DIR}/src/python/*)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${build_id_sources})
set(build_id_text "${LLVM_PACKAGE_VERSION}")
foreach(path IN LISTS build_id_sources)
  file(SHA256 ${path} hash)
  string(APPEND build_id_text ${hash})
endforeach()
string(SHA256 build_id ${build_id_text})
string(SUBSTRING ${build_id} 0 16 build_id)
set_property(SOURCE ${CMAKE_CURRENT_SOURCE_DIR}/src/engine/object_cache.cpp
  APPEND PROPERTY COMPILE_DEFINITIONS HASTEN_BUILD_ID="${build_id}")
