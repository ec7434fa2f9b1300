// See line_rows.h.
#include "capture/line_rows.h"

#include <tuple>

namespace hasten::capture {

std::vector<LineRows> line_rows(const Profile& profile) {
  std::vector<LineRows> rows;
  std::map<std::tuple<std::string, int32_t, std::string>, size_t> known;
  for (const ProcessProfile& process : profile.processes) {
    for (const auto& [id, lines] : process.lines) {
      const Function& function = process.functions[id];
      const auto [at, is_new] =
          known.try_emplace({function.file, function.first_line, function.name}, rows.size());
      if (is_new)
        rows.push_back(
            {function.file, function.first_line, function.name, function.qualified_name, {}});
      auto number = lines.first;
      for (const LineCounts& counts : lines.counts) {
        if (counts.hits > 0) {
          LineCounts& line = rows[at->second].lines[number];
          line.hits += counts.hits;
          line.seconds += counts.seconds;
          line.events += counts.events;
        }
        ++number;
      }
    }
  }
  return rows;
}

}  // namespace hasten::capture
