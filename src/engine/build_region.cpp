// build_region: see build_region.h.
#include "engine/build_region.h"

#include <chrono>
#include <map>
#include <set>

#include "engine/object_cache.h"
#include "ir/py_code.h"
#include "native/load_compiler.h"
#include "python/code_reader.h"
#include "python/live_world.h"
#include "swap/watch.h"

namespace hasten::engine {
namespace {

constexpr size_t kMaxExitValues = 480;  // swap/region.cpp has room for a few more

// Numbers the pool entries that the finished code refers to by their first mention in it, so that
// the same code has the same text, and one entry in the cache, whatever else was looked at on the
// way; then those functions. Returns the numbers they had, entry 0 first.
std::vector<types::Ref> renumber_objects(ir::Module& module, std::vector<types::Ref>& functions) {
  std::vector<types::Ref> before(1, 0);
  std::map<types::Ref, types::Ref> numbers{{0, 0}};
  const auto renumber = [&](auto& ref) {
    const auto [at, is_new] = numbers.emplace(static_cast<types::Ref>(ref), before.size());
    if (is_new) before.push_back(at->first);
    ref = at->second;
  };
  for (ir::Function& function : module.functions) {
    for (ir::Block& block : function.blocks) {
      for (ir::Inst& inst : block.insts) {
        if (inst.op == ir::Op::kConstObject) renumber(inst.imm);
      }
    }
    for (ir::Exit& exit : function.exits) {
      for (ir::ExitSlot& slot : exit.slots) {
        if (slot.recipe == ir::Recipe::kConst || slot.recipe == ir::Recipe::kNewFunction)
          renumber(slot.imm);
      }
      for (ir::FrameImage& image : exit.frames) renumber(image.function);
      for (ir::FrameImage& image : exit.suspended) renumber(image.function);
    }
  }
  for (types::Ref& function : functions) renumber(function);
  module.pool_size = static_cast<int32_t>(before.size());
  return before;
}

double ms_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
      .count();
}

bool exits_too_large(const ir::Module& module) {
  for (const ir::Exit& exit : module.functions[0].exits) {
    if (exit.slots.size() * 3 > kMaxExitValues) return true;
  }
  return false;
}

void register_assumptions(swap::Region& region, PyCodeObject* code,
                          const python::LiveWorld& world) {
  for (const python::NameAssumption& name : world.assumptions())
    swap::assume_unchanged(name.dict, name.key, &region);
  for (PyFunctionObject* callee : world.functions()) swap::assume_function(callee, &region);
  for (PyTypeObject* type : world.types()) swap::assume_type(type, &region);
  const ir::Function& function = region.function();
  for (const std::string& name : function.variable_names) {
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(code->co_names); ++i) {
      PyObject* key = PyTuple_GET_ITEM(code->co_names, i);
      if (PyUnicode_CompareWithASCIIString(key, name.c_str()) != 0) continue;
      region.names.push_back(key);
      swap::watch_variable(region.local_names, key, &region);
      break;
    }
  }
}

Result<std::unique_ptr<swap::Region>> finish_region(std::unique_ptr<swap::Region> region,
                                                    optimize::Specialized specialized,
                                                    const python::LiveWorld& world,
                                                    PyCodeObject* code, int offset) {
  region->module = std::move(specialized.module);
  region->lines = std::move(specialized.lines);
  region->inner_loops = specialized.inner_loops;
  for (const optimize::LineFact& line : region->lines) {
    if (line.generic > 0 || line.left > 0) region->purely_native = false;
  }
  const std::vector<types::Ref> kept = renumber_objects(region->module, specialized.repeated);
  if (const std::string broken = ir::verify(region->module); !broken.empty()) {
    return Refusal{RefusalCode::kVerifierFailed, broken, offset};
  }
  if (exits_too_large(region->module))
    return Refusal{RefusalCode::kTooLarge, "too many variables", offset};
  std::set<types::Ref> inlined(specialized.repeated.begin(), specialized.repeated.end());
  for (const ir::Exit& exit : region->function().exits) {
    for (const ir::FrameImage& image : exit.frames) inlined.insert(image.function);
    for (const ir::FrameImage& image : exit.suspended) inlined.insert(image.function);
  }
  region->inlined.assign(inlined.begin(), inlined.end());
  region->exit_counts.assign(region->function().exits.size(), 0);
  register_assumptions(*region, code, world);
  std::set<types::Ref> borrowed;
  for (const types::Ref ref : world.borrowed()) {
    if (world.kept().count(ref) == 0) borrowed.insert(ref);
  }
  region->pool.retain(kept, borrowed);
  return region;
}

}  // namespace

Result<std::unique_ptr<swap::Region>>
specialise_region(hasten_frame* frame, PyCodeObject* code, int header_offset, int depth,
                  const std::set<int>& distrusted, const optimize::SpecializeOptions& options) {
  Result<ir::PyCode> read = python::read_code(code);
  if (!read) return read.refusal();
  ir::PyCode& py_code = read.value();
  const int header = py_code.index_of(header_offset);
  if (header < 0 || !ir::compute_depths(py_code, header, depth))
    return Refusal{RefusalCode::kLoopNotFound, "", header_offset};
  auto region = std::make_unique<swap::Region>();
  python::LiveWorld world(frame, code, py_code, region->pool, distrusted);
  Result<optimize::Specialized> specialized =
      optimize::specialize_region(py_code, header, world, options);
  if (!specialized) return specialized.refusal();
  region->distrusted = distrusted;
  region->globals = hasten_frame_globals(frame);
  region->builtins = hasten_frame_builtins(frame);
  if ((code->co_flags & CO_OPTIMIZED) == 0) region->local_names = hasten_frame_namespace(frame);
  return finish_region(std::move(region), std::move(specialized.value()), world, code,
                       header_offset);
}

Result<std::unique_ptr<swap::Region>>
specialise_function(PyFunctionObject* function, PyObject* const* examples,
                    const optimize::SpecializeOptions& options) {
  static const std::set<int> nothing;
  auto* code = reinterpret_cast<PyCodeObject*>(function->func_code);
  const std::unique_ptr<ir::PyCode> read =
      python::plain_function(function) && code->co_kwonlyargcount == 0 ? python::read_whole(code)
                                                                       : nullptr;
  if (read == nullptr)
    return Refusal{RefusalCode::kUnsupportedSignature,
                   "only plain positional parameters, no closure"};
  auto region = std::make_unique<swap::Region>();
  python::LiveWorld world(function, region->pool, nothing, *read);
  types::World::Callee callee;
  if (!world.callee(region->pool.add(reinterpret_cast<PyObject*>(function)), callee))
    return Refusal{RefusalCode::kUnsupportedSignature, ""};
  std::vector<types::Ref> refs;
  for (int k = 0; k < code->co_argcount; ++k) {
    if (examples[k] == nullptr)
      return Refusal{RefusalCode::kUnsupportedSignature, "a parameter is unbound"};
    refs.push_back(region->pool.add(examples[k]));
  }
  Result<optimize::Specialized> specialized =
      optimize::specialize_function(callee, refs, world, options);
  if (!specialized) return specialized.refusal();
  return finish_region(std::move(region), std::move(specialized.value()), world, code, 0);
}

bool find_code(swap::Region& region, const std::string& cache_dir) {
  if (cache_dir.empty()) return false;
  const auto start = std::chrono::steady_clock::now();
  std::vector<uint8_t> object;
  std::string error;
  region.cache_key = cache_key(region.module);
  if (read_cached(cache_dir, region.cache_key, object))
    region.code = native::load_object(object.data(), object.size(), error);
  region.cached = region.code != nullptr;
  region.compile_ms += ms_since(start);
  return region.cached;
}

std::optional<Refusal> compile_code(swap::Region& region, const std::string& cache_dir) {
  const auto start = std::chrono::steady_clock::now();
  const native::CompileOutput output = native::compile(region.module, 0);
  if (!output.error.empty()) return Refusal{output.refusal, output.error};
  std::string error;
  region.code = native::load_object(output.object.data(), output.object.size(), error);
  if (region.code == nullptr) return Refusal{RefusalCode::kCompilerFailed, error};
  if (!cache_dir.empty()) write_cached(cache_dir, region.cache_key, output.object);
  region.compile_ms += ms_since(start);
  return std::nullopt;
}

std::optional<Refusal> generate_code(swap::Region& region, const std::string& cache_dir) {
  return find_code(region, cache_dir) ? std::nullopt : compile_code(region, cache_dir);
}

}  // namespace hasten::engine
