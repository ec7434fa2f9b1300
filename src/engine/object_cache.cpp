// object_cache: see object_cache.h.
#include "engine/object_cache.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstring>

namespace hasten::engine {
namespace {

constexpr char kMagic[8] = {'h', 's', 't', 'n', 'o', 'b', 'j', '2'};

// Two hashes of 64 bits over words, in the manner of FNV-1a (Fowler, Noll, Vo), each step of which
// can be undone: what differs once stays different until chance makes it meet again.
struct Hash {
  uint64_t low = 14695981039346656037u, high = 1099511628211u * 31u;

  void add(const void* data, size_t size) {
    const auto* bytes = static_cast<const unsigned char*>(data);
    uint64_t word = 0;
    for (; size >= sizeof word; size -= sizeof word, bytes += sizeof word) {
      std::memcpy(&word, bytes, sizeof word);
      add(word);
    }
    word = size;
    for (size_t i = 0; i < size; ++i) word = word << 8 | bytes[i];
    add(word);
  }
  void add(uint64_t word) {
    low = (low ^ word) * 1099511628211u;
    low ^= low >> 32;
    high = (high ^ (word + 0x9E3779B97F4A7C15u)) * 0xD6E8FEB86659FD93u;
    high ^= high >> 29;
  }
  void add(const std::string& text) { add(text.data(), text.size()); }
  std::string text() const {
    char out[33];
    std::snprintf(out, sizeof out, "%016llx%016llx", static_cast<unsigned long long>(high),
                  static_cast<unsigned long long>(low));
    return out;
  }
};

// The processor without asking LLVM, so that a warm start need not load it.
std::string processor() {
  std::string text;
  std::array<unsigned, 4> words{};
  for (const unsigned leaf : {0u, 1u, 7u, 0x80000002u, 0x80000003u, 0x80000004u}) {
    __asm__ volatile("cpuid"
                     : "=a"(words[0]), "=b"(words[1]), "=c"(words[2]), "=d"(words[3])
                     : "a"(leaf), "c"(0));
    if (leaf == 1) words[1] = 0;  // holds the number of the core
    text.append(reinterpret_cast<const char*>(words.data()), sizeof words);
  }
  return text;
}

}  // namespace

std::string content_key(const std::string& text) {
  static const std::string fixed = processor() + HASTEN_VERSION + " " + HASTEN_BUILD_ID;
  Hash hash;
  hash.add(fixed);
  hash.add(text);
  return hash.text();
}

std::string cache_key(const ir::Module& module) { return content_key(ir::to_text(module)); }

bool read_cached(const std::string& folder, const std::string& key, std::vector<uint8_t>& object) {
  std::FILE* file = std::fopen((folder + "/" + key + ".o").c_str(), "rb");
  if (file == nullptr) return false;
  std::vector<uint8_t> bytes;
  uint8_t buffer[16384];
  size_t count = 0;
  while ((count = std::fread(buffer, 1, sizeof buffer, file)) > 0)
    bytes.insert(bytes.end(), buffer, buffer + count);
  std::fclose(file);
  Hash hash;
  if (bytes.size() < sizeof kMagic + 32 || std::memcmp(bytes.data(), kMagic, sizeof kMagic) != 0)
    return false;
  hash.add(bytes.data() + sizeof kMagic + 32, bytes.size() - sizeof kMagic - 32);
  if (std::memcmp(bytes.data() + sizeof kMagic, hash.text().data(), 32) != 0) return false;
  object.assign(bytes.begin() + sizeof kMagic + 32, bytes.end());
  return true;
}

bool make_folder(const std::string& folder) {
  for (size_t slash = folder.find('/', 1); slash != std::string::npos;
       slash = folder.find('/', slash + 1)) {
    mkdir(folder.substr(0, slash).c_str(), 0700);
  }
  mkdir(folder.c_str(), 0700);
  struct stat facts;
  return stat(folder.c_str(), &facts) == 0 && facts.st_uid == geteuid();
}

namespace {

std::string abandoned_name(const std::string& folder, const std::string& key) {
  return folder + "/" + key + ".abandoned";
}

}  // namespace

void note_abandoned(const std::string& folder, const std::string& key) {
  if (!make_folder(folder)) return;
  const int descriptor =
      open(abandoned_name(folder, key).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor >= 0) close(descriptor);
}

bool was_abandoned(const std::string& folder, const std::string& key) {
  return access(abandoned_name(folder, key).c_str(), F_OK) == 0;
}

void write_cached(const std::string& folder, const std::string& key,
                  const std::vector<uint8_t>& object) {
  if (!make_folder(folder)) return;
  const std::string target = folder + "/" + key + ".o",
                    draft = target + "." + std::to_string(getpid());
  const int descriptor =
      open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (descriptor < 0) return;
  Hash hash;
  hash.add(object.data(), object.size());
  std::vector<uint8_t> bytes(kMagic, kMagic + sizeof kMagic);
  const std::string sum = hash.text();
  bytes.insert(bytes.end(), sum.begin(), sum.end());
  bytes.insert(bytes.end(), object.begin(), object.end());
  const bool whole =
      write(descriptor, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size());
  close(descriptor);
  if (!whole || rename(draft.c_str(), target.c_str()) != 0) unlink(draft.c_str());
}

}  // namespace hasten::engine
