# The Python package as it is imported: <build>/package/hasten holds links to python/hasten and the two artefacts,
# so that PYTHONPATH=<build>/package (or a link in a virtual environment, tools/venv.sh) is all a rebuild needs.
set(package_dir ${CMAKE_BINARY_DIR}/package/hasten)
file(MAKE_DIRECTORY ${package_dir})
file(GLOB package_files CONFIGURE_DEPENDS LIST_DIRECTORIES true
  ${CMAKE_CURRENT_SOURCE_DIR}/python/hasten/*)
foreach(path IN LISTS package_files)
  cmake_path(GET path FILENAME name)
  if(NOT name STREQUAL "__pycache__" AND NOT name MATCHES "\\.so$")
    file(CREATE_LINK ${path} ${package_dir}/${name} SYMBOLIC)
  endif()
endforeach()
# Links to files that have gone
file(GLOB package_links ${package_dir}/*.py)
foreach(path IN LISTS package_links)
  if(NOT EXISTS ${path})
    file(REMOVE ${path})
  endif()
endforeach()

if(TARGET hasten_compiler)
  set_target_properties(hasten_compiler PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${package_dir})
  install(TARGETS hasten_compiler LIBRARY DESTINATION hasten)
endif()

hasten_sources(module module_sources)
if(module_sources)
  Python_add_library(hasten_core MODULE WITH_SOABI ${module_sources})
  set_target_properties(hasten_core PROPERTIES
    OUTPUT_NAME _core LIBRARY_OUTPUT_DIRECTORY ${package_dir})
  target_link_libraries(hasten_core PRIVATE hasten_engine_options ${HASTEN_CORE_LIBRARIES})
  list(JOIN HASTEN_KNOWN_PYTHONS " and " known)
  target_compile_definitions(hasten_core PRIVATE HASTEN_KNOWN_PYTHONS="${known}")
  target_link_options(hasten_core PRIVATE ${HASTEN_SELF_CONTAINED})
  hasten_exports(hasten_core core.exports)
  if(TARGET hasten_compiler)
    add_dependencies(hasten_core hasten_compiler)
  endif()
  install(TARGETS hasten_core LIBRARY DESTINATION hasten)
endif()

if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/src/launcher/hasten.c)
  add_executable(hasten_launcher ${CMAKE_CURRENT_SOURCE_DIR}/src/launcher/hasten.c)
  set_target_properties(hasten_launcher PROPERTIES
    OUTPUT_NAME hasten RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
  target_compile_definitions(hasten_launcher PRIVATE
    HASTEN_PYTHON="python${Python_VERSION_MAJOR}.${Python_VERSION_MINOR}")
  target_link_libraries(hasten_launcher PRIVATE hasten_engine_options)
  if(SKBUILD)
    install(TARGETS hasten_launcher RUNTIME DESTINATION ${SKBUILD_SCRIPTS_DIR})
  endif()
endif()
install(FILES ${CMAKE_CURRENT_SOURCE_DIR}/python/hasten.pth DESTINATION .)
