// line_table: source lines of instructions, from the location table that CPython 3.11 and later
// keep (co_linetable; Objects/locations.md in CPython's source describes it).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace hasten {

// The line of every code unit (two bytes of bytecode); 0: none.
std::vector<int32_t> decode_lines(const std::string& table, int32_t first_line);

}  // namespace hasten
