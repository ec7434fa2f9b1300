// build_region: the stages from a running frame to machine code, called in order. Read this first.
//
//   code object -> PyIR -> typed IR (specialised by the live values) -> verified -> object (cache
//   or LLVM) -> Region
#pragma once

#include <Python.h>

#include <memory>
#include <optional>
#include <set>
#include <string>

#include "base/refusal.h"
#include "optimize/specialize.h"
#include "python/layout.h"
#include "swap/region.h"

namespace hasten::engine {

// Everything up to the typed IR; needs the GIL and the frame standing at (or in) the loop. The
// region has no code yet.
Result<std::unique_ptr<swap::Region>> specialise_region(hasten_frame* frame, PyCodeObject* code,
                                                        int header_offset, int depth,
                                                        const std::set<int>& distrusted,
                                                        const optimize::SpecializeOptions& options);

// The same for a whole function, with arguments like those in `examples` (borrowed).
Result<std::unique_ptr<swap::Region>>
specialise_function(PyFunctionObject* function, PyObject* const* examples,
                    const optimize::SpecializeOptions& options);

// Machine code for the region's module from the cache; false: it is not there. Needs no GIL.
bool find_code(swap::Region& region, const std::string& cache_dir);
// The same from the compiler, for the cache as well. Why there is none, or nothing.
std::optional<Refusal> compile_code(swap::Region& region, const std::string& cache_dir);
// The same from the cache or the compiler.
std::optional<Refusal> generate_code(swap::Region& region, const std::string& cache_dir);

}  // namespace hasten::engine
