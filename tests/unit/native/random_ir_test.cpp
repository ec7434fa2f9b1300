// Random typed IR, interpreted and as machine code: the same exit, values and memory.
// HASTEN_TEST_SEED=n begins at another seed, HASTEN_TEST_COUNT=n runs more of them.
#include "../../support/random_ir.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "compiled.h"
#include "ir/interpret.h"

namespace hasten::native {
namespace {

uint64_t setting(const char* name, uint64_t otherwise) {
  const char* const text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

void expect_same(uint64_t seed, const ir::RandomOptions& options) {
  const ir::Module module = ir::random_module(seed, options);
  SCOPED_TRACE("HASTEN_TEST_SEED=" + std::to_string(seed) + " HASTEN_TEST_COUNT=1\n" +
               ir::to_text(module));
  ASSERT_EQ(ir::verify(module), "");
  const Object object = compile_object(module);
  ASSERT_EQ(object.error, "");
  std::string error;
  const std::shared_ptr<LoadedObject> loaded =
      load_object(object.bytes.data(), object.bytes.size(), error);
  ASSERT_NE(loaded, nullptr) << error;
  const ir::Function& region = module.functions[0];
  for (uint64_t input = 0; input < 4; ++input) {
    std::vector<uint64_t> expected = ir::random_words(seed + 1000003 * input), words = expected;
    void* locals[ir::kRandomLocals] = {expected.data()};
    ir::InterpretInput given;
    given.locals = locals;
    given.step_limit = 10000000;
    const ir::InterpretResult interpreted = ir::interpret(module, 0, {}, given);
    ASSERT_EQ(interpreted.fault, nullptr);
    ASSERT_FALSE(interpreted.step_limit_hit);

    Frame frame(ir::kRandomLocals, 4);
    frame.locals[0] = words.data();
    ASSERT_EQ(frame.run(*loaded), interpreted.exit) << "input " << input;
    const std::vector<bool> floats = ir::float_words(region, interpreted.exit);
    ASSERT_EQ(floats.size(), interpreted.exit_values.size());
    for (size_t i = 0; i < floats.size(); ++i) {
      EXPECT_TRUE(ir::same_word(static_cast<uint64_t>(frame.exit_values[i]),
                                interpreted.exit_values[i], floats[i]))
          << "input " << input << ", exit " << interpreted.exit << ", value " << i << ": "
          << std::hex << frame.exit_values[i] << " instead of " << interpreted.exit_values[i];
    }
    for (size_t i = 0; i < words.size(); ++i) {
      EXPECT_TRUE(ir::same_word(words[i], expected[i], i >= words.size() / 2))
          << "input " << input << ", word " << i << ": " << std::hex << words[i] << " instead of "
          << expected[i];
    }
  }
}

TEST(RandomIr, MachineCodeDoesWhatTheInterpreterDoes) {
  const uint64_t first = setting("HASTEN_TEST_SEED", 1), count = setting("HASTEN_TEST_COUNT", 400);
  for (uint64_t seed = first; seed < first + count; ++seed) {
    ir::RandomOptions options;
    options.functions = 0;
    options.steps = seed % 5 == 0 ? 60 : 24;
    options.math = seed % 2 == 0;
    expect_same(seed, options);
    if (::testing::Test::HasFailure()) return;
  }
}

}  // namespace
}  // namespace hasten::native
