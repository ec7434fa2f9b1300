// verdicts: see verdicts.h.
#include "engine/verdicts.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cstdio>

namespace hasten::engine {
namespace {

constexpr int kEnough = 2;          // that have to agree
constexpr int kUntilMeasured = 20;  // processes, until one measures again
constexpr const char* kFormat = "%7s %lf %lf %lf %d\n";

std::string file_name(const std::string& folder, const std::string& key) {
  return folder + "/" + key + ".verdict";
}

void write(const std::string& folder, const std::string& key, const PastVerdict& verdict) {
  const std::string name = file_name(folder, key);
  const int descriptor =
      open(name.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) return;
  std::array<char, 128> text{};
  const int length = std::snprintf(text.data(), text.size(), "%s %.4f %.4f %.4f %d\n",
                                   verdict.faster ? "faster" : "slower", verdict.gain.ratio,
                                   verdict.gain.low, verdict.gain.high, verdict.agreed);
  const bool whole = ::write(descriptor, text.data(), static_cast<size_t>(length)) == length;
  close(descriptor);
  if (!whole) unlink(name.c_str());
}

}  // namespace

bool PastVerdict::can_be_taken_over() const { return agreed >= kEnough && agreed < kUntilMeasured; }

PastVerdict read_verdict(const std::string& folder, const std::string& key) {
  std::FILE* file = folder.empty() ? nullptr : std::fopen(file_name(folder, key).c_str(), "re");
  if (file == nullptr) return {};
  PastVerdict verdict;
  std::array<char, 8> word{};
  const int fields = std::fscanf(file, kFormat, word.data(), &verdict.gain.ratio, &verdict.gain.low,
                                 &verdict.gain.high, &verdict.agreed);
  std::fclose(file);
  verdict.faster = std::string(word.data()) == "faster";
  const bool known = verdict.faster || std::string(word.data()) == "slower";
  return fields == 5 && known && verdict.agreed > 0 && verdict.gain.ratio > 0 ? verdict
                                                                              : PastVerdict{};
}

void note_verdict(const std::string& folder, const std::string& key, bool faster,
                  const Gain& gain) {
  if (folder.empty() || key.empty()) return;
  const PastVerdict past = read_verdict(folder, key);
  const bool agrees = past.agreed > 0 && past.faster == faster && past.agreed < kUntilMeasured;
  write(folder, key, {faster, gain, agrees ? past.agreed + 1 : 1});
}

void note_taken_over(const std::string& folder, const std::string& key, const PastVerdict& past) {
  write(folder, key, {past.faster, past.gain, past.agreed + 1});
}

}  // namespace hasten::engine
