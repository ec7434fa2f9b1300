# Compiler, linker and warning settings; the target hasten_options carries them to every target of ours.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_C_EXTENSIONS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "" FORCE)
endif()

find_program(HASTEN_CCACHE ccache)
if(HASTEN_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER ${HASTEN_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${HASTEN_CCACHE})
endif()

add_library(hasten_options INTERFACE)
target_include_directories(hasten_options INTERFACE ${CMAKE_CURRENT_SOURCE_DIR}/src)
target_compile_options(hasten_options INTERFACE
  -Wall -Wextra
  -Wno-missing-field-initializers  # C API tables are left to zero initialisation
  $<$<BOOL:${HASTEN_WERROR}>:-Werror>
  -ffunction-sections -fdata-sections
  -ffile-prefix-map=${CMAKE_CURRENT_SOURCE_DIR}/=
  $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti>)
target_compile_definitions(hasten_options INTERFACE
  HASTEN_VERSION="${PROJECT_VERSION}"
  $<$<BOOL:${HASTEN_DCHECKS}>:HASTEN_DEBUG_CHECKS=1>)
target_link_libraries(hasten_options INTERFACE Threads::Threads ${CMAKE_DL_LIBS})

# Engine code never throws; the unit tests (GoogleTest) may.
add_library(hasten_engine_options INTERFACE)
target_link_libraries(hasten_engine_options INTERFACE hasten_options)
target_compile_options(hasten_engine_options INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions>)

if(HASTEN_SANITIZE)
  set(sanitize -fsanitize=${HASTEN_SANITIZE} -fno-omit-frame-pointer)
  # vptr needs RTTI
  target_compile_options(hasten_options INTERFACE ${sanitize}
    $<$<COMPILE_LANGUAGE:CXX>:-fno-sanitize=vptr>)
  target_link_options(hasten_options INTERFACE ${sanitize})
else()
  # A shared libstdc++ costs start-up time in _core and ties wheels to one distribution.
  set(HASTEN_SELF_CONTAINED -static-libstdc++ -static-libgcc)
endif()

# lld links the static LLVM in a second, where GNU ld takes half a minute.
find_program(HASTEN_LLD NAMES ld.lld
  HINTS /usr/lib/llvm-19/bin /usr/lib/llvm-20/bin /usr/lib/llvm-21/bin)
if(HASTEN_LLD)
  cmake_path(GET HASTEN_LLD PARENT_PATH lld_dir)
  target_link_options(hasten_options INTERFACE -fuse-ld=lld -B${lld_dir})
endif()

# hasten_exports(<target> <script>): only the symbols the version script names leave the file.
function(hasten_exports target script)
  set(path ${CMAKE_CURRENT_SOURCE_DIR}/cmake/${script})
  target_link_options(${target} PRIVATE
    -Wl,--version-script=${path} -Wl,--gc-sections -Wl,--exclude-libs,ALL)
  set_property(TARGET ${target} APPEND PROPERTY LINK_DEPENDS ${path})
endfunction()
