// read_ir: IR text in a test to a Module; a text that does not parse fails the test.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "ir/function.h"

namespace hasten::ir {

inline Module read_ir(const std::string& text) {
  std::string error;
  Module module = parse_module(text, error);
  EXPECT_EQ(error, "") << text;
  return module;
}

}  // namespace hasten::ir
