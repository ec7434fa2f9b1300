// load_object: what is not an object is refused with a reason; no bytes, however damaged, bring the
// process down.
#include "native/load_object.h"

#include <elf.h>
#include <gtest/gtest.h>

#include <cstring>

#include "../../support/random_ir.h"
#include "compiled.h"

namespace hasten::native {
namespace {

bool has_relocations(const std::vector<uint8_t>& bytes) {
  Elf64_Ehdr header;
  std::memcpy(&header, bytes.data(), sizeof header);
  for (size_t i = 0; i < header.e_shnum; ++i) {
    Elf64_Shdr section;
    std::memcpy(&section, bytes.data() + header.e_shoff + i * sizeof section, sizeof section);
    if (section.sh_type == SHT_RELA && section.sh_size > 0) return true;
  }
  return false;
}

const std::vector<uint8_t>& sound_object() {
  static const std::vector<uint8_t> bytes = [] {
    ir::RandomOptions options;
    options.functions = 0;
    std::vector<uint8_t> object;
    for (uint64_t seed = 1;
         !has_relocations(object = compile_object(ir::random_module(seed, options)).bytes);
         ++seed) {
    }
    return object;
  }();
  return bytes;
}

std::shared_ptr<LoadedObject> load(const std::vector<uint8_t>& bytes, std::string& error) {
  // A copy of exactly that size, so that a sanitizer sees each read behind its end.
  const std::unique_ptr<uint8_t[]> exact(new uint8_t[bytes.size()]);
  if (!bytes.empty()) std::memcpy(exact.get(), bytes.data(), bytes.size());
  return load_object(exact.get(), bytes.size(), error);
}

void expect_refused(const std::vector<uint8_t>& bytes) {
  std::string error;
  EXPECT_EQ(load(bytes, error), nullptr);
  EXPECT_NE(error, "");
}

template <typename Change>
std::vector<uint8_t> with_header(Change change) {
  std::vector<uint8_t> bytes = sound_object();
  Elf64_Ehdr header;
  std::memcpy(&header, bytes.data(), sizeof header);
  change(header);
  std::memcpy(bytes.data(), &header, sizeof header);
  return bytes;
}

// Applies `change` to each section header of the given type.
template <typename Change>
std::vector<uint8_t> with_sections(uint32_t type, Change change) {
  std::vector<uint8_t> bytes = sound_object();
  Elf64_Ehdr header;
  std::memcpy(&header, bytes.data(), sizeof header);
  for (size_t i = 0; i < header.e_shnum; ++i) {
    uint8_t* const at = bytes.data() + header.e_shoff + i * sizeof(Elf64_Shdr);
    Elf64_Shdr section;
    std::memcpy(&section, at, sizeof section);
    if (section.sh_type != type) continue;
    change(section);
    std::memcpy(at, &section, sizeof section);
  }
  return bytes;
}

TEST(LoadObject, GivesTheEntryOfASoundObject) {
  std::string error;
  const auto object = load(sound_object(), error);
  ASSERT_NE(object, nullptr) << error;
  EXPECT_NE(object->function(0), nullptr);
  EXPECT_EQ(object->function(1), nullptr);
  EXPECT_EQ(object->function(-1), nullptr);
  EXPECT_EQ(object->function(1000), nullptr);
}

TEST(LoadObject, RefusesWhatIsNoObject) {
  expect_refused({});
  expect_refused({0x7f, 'E', 'L', 'F'});
  expect_refused(std::vector<uint8_t>(4096, 0));
  expect_refused(std::vector<uint8_t>(4096, 0xff));
  expect_refused(with_header([](Elf64_Ehdr& header) { header.e_type = ET_DYN; }));
  expect_refused(with_header([](Elf64_Ehdr& header) { header.e_machine = EM_AARCH64; }));
}

TEST(LoadObject, RefusesImpossibleSectionTables) {
  expect_refused(with_header([](Elf64_Ehdr& header) { header.e_shoff = UINT64_MAX - 8; }));
  expect_refused(
      with_header([](Elf64_Ehdr& header) { header.e_shoff = sound_object().size() - 1; }));
  expect_refused(with_header([](Elf64_Ehdr& header) { header.e_shnum = 0xffff; }));
  expect_refused(with_header([](Elf64_Ehdr& header) { header.e_shnum = 0; }));
}

TEST(LoadObject, RefusesImpossibleSections) {
  expect_refused(with_sections(SHT_PROGBITS, [](Elf64_Shdr& s) { s.sh_size = UINT64_MAX; }));
  expect_refused(with_sections(SHT_PROGBITS, [](Elf64_Shdr& s) { s.sh_offset = UINT64_MAX - 16; }));
  expect_refused(
      with_sections(SHT_PROGBITS, [](Elf64_Shdr& s) { s.sh_addralign = uint64_t{1} << 63; }));
  expect_refused(with_sections(SHT_SYMTAB, [](Elf64_Shdr& s) { s.sh_link = 0xffffff; }));
  expect_refused(with_sections(SHT_SYMTAB, [](Elf64_Shdr& s) { s.sh_offset = UINT64_MAX; }));
  expect_refused(with_sections(SHT_SYMTAB, [](Elf64_Shdr& s) { s.sh_size = UINT64_MAX; }));
}

TEST(LoadObject, RefusesAnObjectWithoutEntry) {
  expect_refused(with_sections(SHT_SYMTAB, [](Elf64_Shdr& s) { s.sh_type = SHT_NULL; }));
  expect_refused(with_sections(SHT_SYMTAB, [](Elf64_Shdr& s) { s.sh_size = 0; }));
}

// Applies `change` to each entry of the tables of the given section type.
template <typename Entry, typename Change>
std::vector<uint8_t> with_entries(uint32_t type, Change change) {
  std::vector<uint8_t> bytes = sound_object();
  with_sections(type, [&](Elf64_Shdr& section) {
    for (uint64_t at = section.sh_offset; at + sizeof(Entry) <= section.sh_offset + section.sh_size;
         at += sizeof(Entry)) {
      Entry entry;
      std::memcpy(&entry, bytes.data() + at, sizeof entry);
      change(entry);
      std::memcpy(bytes.data() + at, &entry, sizeof entry);
    }
  });
  return bytes;
}

TEST(LoadObject, RefusesImpossibleRelocations) {
  for (const uint64_t offset :
       {UINT64_MAX, UINT64_MAX - 4, UINT64_MAX - 7, uint64_t{1} << 40, uint64_t{1} << 63}) {
    expect_refused(
        with_entries<Elf64_Rela>(SHT_RELA, [&](Elf64_Rela& entry) { entry.r_offset = offset; }));
  }
  expect_refused(with_entries<Elf64_Rela>(
      SHT_RELA, [](Elf64_Rela& entry) { entry.r_info = ELF64_R_INFO(0xffffff, R_X86_64_PC32); }));
  expect_refused(
      with_entries<Elf64_Rela>(SHT_RELA, [](Elf64_Rela& entry) { entry.r_info |= 0xff; }));
  expect_refused(with_sections(SHT_RELA, [](Elf64_Shdr& s) { s.sh_link = 0xffffff; }));
  expect_refused(with_sections(SHT_RELA, [](Elf64_Shdr& s) { s.sh_size = UINT64_MAX; }));
}

TEST(LoadObject, RefusesAnEntryOutsideTheCode) {
  expect_refused(with_entries<Elf64_Sym>(
      SHT_SYMTAB, [](Elf64_Sym& symbol) { symbol.st_value = uint64_t{1} << 30; }));
  expect_refused(
      with_entries<Elf64_Sym>(SHT_SYMTAB, [](Elf64_Sym& symbol) { symbol.st_shndx = 0x7fff; }));
  expect_refused(
      with_entries<Elf64_Sym>(SHT_SYMTAB, [](Elf64_Sym& symbol) { symbol.st_name = UINT32_MAX; }));
}

TEST(LoadObject, EveryTruncationIsRefusedOrHarmless) {
  const std::vector<uint8_t>& sound = sound_object();
  for (size_t size = 0; size < sound.size(); ++size) {
    std::string error;
    const auto object = load({sound.begin(), sound.begin() + static_cast<long>(size)}, error);
    ASSERT_TRUE(object != nullptr || !error.empty()) << size;
  }
}

TEST(LoadObject, DamagedBytesAreRefusedOrHarmless) {
  for (uint64_t seed = 1; seed <= 3000; ++seed) {
    SCOPED_TRACE(seed);
    ir::Random random(seed);
    std::vector<uint8_t> bytes = sound_object();
    const bool tables_only = random.chance(70);  // the headers, where a damaged byte matters
    for (int i = 1 + random.below(8); i > 0; --i) {
      const int size = static_cast<int>(bytes.size());
      const int tail = size < 1200 ? size : 1200;
      const int at = !tables_only        ? random.below(size)
                     : random.chance(20) ? random.below(64)
                                         : size - 1 - random.below(tail);
      bytes[static_cast<size_t>(at)] = static_cast<uint8_t>(random.next());
    }
    std::string error;
    const auto object = load(bytes, error);
    ASSERT_TRUE(object != nullptr || !error.empty());
  }
}

}  // namespace
}  // namespace hasten::native
