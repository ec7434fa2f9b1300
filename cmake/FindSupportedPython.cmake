# The Python to build for: Python_EXECUTABLE, or whatever `python3` is. The engine needs 3.12 or later.
set(Python_FIND_VIRTUALENV FIRST)
set(Python_FIND_STRATEGY LOCATION)
find_package(Python 3.12 REQUIRED COMPONENTS Interpreter Development.Module)
find_package(Python ${Python_VERSION} EXACT QUIET COMPONENTS Interpreter Development.Module Development.Embed)
message(STATUS "hasten: for Python ${Python_VERSION} (${Python_EXECUTABLE})")
