// load_object: see load_object.h. Format: System V ABI, AMD64 supplement (relocation types 1, 2, 4,
// 24).
#include "native/load_object.h"

#include <elf.h>
#include <sys/mman.h>

#include <cstdlib>
#include <cstring>
#include <vector>

namespace hasten::native {
namespace {

struct View {
  const uint8_t* bytes;
  size_t size;

  template <typename T>
  const T* at(uint64_t offset, uint64_t count = 1) const {
    if (offset > size || count > (size - offset) / sizeof(T)) return nullptr;
    if (reinterpret_cast<uintptr_t>(bytes + offset) % alignof(T) != 0) return nullptr;
    return reinterpret_cast<const T*>(bytes + offset);
  }
};

uint64_t relocation_width(const Elf64_Rela& entry) {
  return ELF64_R_TYPE(entry.r_info) == R_X86_64_64 || ELF64_R_TYPE(entry.r_info) == R_X86_64_PC64
             ? 8
             : 4;
}

bool relocate(const Elf64_Rela& entry, uint8_t* place, uint64_t place_address, uint64_t target) {
  const uint64_t value = target + static_cast<uint64_t>(entry.r_addend);
  switch (ELF64_R_TYPE(entry.r_info)) {
  case R_X86_64_64:
    std::memcpy(place, &value, 8);
    return true;
  case R_X86_64_PC32:
  case R_X86_64_PLT32: {
    const int64_t relative = static_cast<int64_t>(value - place_address);
    if (relative != static_cast<int32_t>(relative)) return false;
    const int32_t word = static_cast<int32_t>(relative);
    std::memcpy(place, &word, 4);
    return true;
  }
  case R_X86_64_PC64: {
    const uint64_t relative = value - place_address;
    std::memcpy(place, &relative, 8);
    return true;
  }
  default:
    return false;
  }
}

}  // namespace

LoadedObject::~LoadedObject() {
  if (base_ != nullptr) munmap(base_, size_);
}

std::shared_ptr<LoadedObject> load_object(const uint8_t* bytes, size_t size, std::string& error) {
  const View view{bytes, size};
  const auto fail = [&](const char* why) {
    error = why;
    return nullptr;
  };
  const Elf64_Ehdr* header = view.at<Elf64_Ehdr>(0);
  if (header == nullptr || std::memcmp(header->e_ident, ELFMAG, SELFMAG) != 0 ||
      header->e_type != ET_REL || header->e_machine != EM_X86_64) {
    return fail("not a relocatable x86-64 object");
  }
  const size_t count = header->e_shnum;
  const Elf64_Shdr* sections = view.at<Elf64_Shdr>(header->e_shoff, count);
  if (sections == nullptr) return fail("truncated section table");
  // Lay out what has to be in memory.
  std::vector<uint64_t> places(count, UINT64_MAX);
  uint64_t total = 0;
  for (size_t i = 0; i < count; ++i) {
    if ((sections[i].sh_flags & SHF_ALLOC) == 0 || sections[i].sh_size == 0) continue;
    const uint64_t align = sections[i].sh_addralign == 0 ? 1 : sections[i].sh_addralign;
    if (align > 4096 || sections[i].sh_size > size) return fail("unusual section");
    total = (total + align - 1) / align * align;
    places[i] = total;
    total += sections[i].sh_size;
  }
  if (total == 0) return fail("no code");
  std::shared_ptr<LoadedObject> object(new LoadedObject);
  object->size_ = (total + 4095) / 4096 * 4096;
  void* memory =
      mmap(nullptr, object->size_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) return fail("no executable memory");
  object->base_ = static_cast<uint8_t*>(memory);
  for (size_t i = 0; i < count; ++i) {
    if (places[i] == UINT64_MAX || sections[i].sh_type == SHT_NOBITS) continue;
    const uint8_t* content = view.at<uint8_t>(sections[i].sh_offset, sections[i].sh_size);
    if (content == nullptr) return fail("truncated section");
    std::memcpy(object->base_ + places[i], content, sections[i].sh_size);
  }
  const auto address_of = [&](const Elf64_Sym& symbol, uint64_t& address) {
    if (symbol.st_shndx >= count || places[symbol.st_shndx] == UINT64_MAX) return false;
    if (symbol.st_value > sections[symbol.st_shndx].sh_size) return false;
    address = reinterpret_cast<uint64_t>(object->base_) + places[symbol.st_shndx] + symbol.st_value;
    return true;
  };
  for (size_t i = 0; i < count; ++i) {
    const Elf64_Shdr& section = sections[i];
    if (section.sh_type == SHT_SYMTAB) {
      const size_t symbols = section.sh_size / sizeof(Elf64_Sym);
      const Elf64_Sym* table = view.at<Elf64_Sym>(section.sh_offset, symbols);
      if (table == nullptr || section.sh_link >= count) return fail("truncated symbol table");
      const Elf64_Shdr& names = sections[section.sh_link];
      for (size_t k = 0; k < symbols; ++k) {
        if (ELF64_ST_TYPE(table[k].st_info) != STT_FUNC || table[k].st_name >= names.sh_size)
          continue;
        const char* name = view.at<char>(names.sh_offset + table[k].st_name, 4);
        uint64_t address = 0;
        if (name == nullptr || name[0] != 'f' || !address_of(table[k], address)) continue;
        const int index = std::atoi(std::string(name + 1, 3).c_str());
        if (index >= 0 && index < static_cast<int>(std::size(object->functions_)))
          object->functions_[index] = reinterpret_cast<void*>(address);
      }
    }
    if (section.sh_type != SHT_RELA || section.sh_info >= count ||
        places[section.sh_info] == UINT64_MAX)
      continue;
    if (section.sh_link >= count) return fail("relocations without symbols");
    const size_t entries = section.sh_size / sizeof(Elf64_Rela);
    const Elf64_Rela* table = view.at<Elf64_Rela>(section.sh_offset, entries);
    const size_t symbols = sections[section.sh_link].sh_size / sizeof(Elf64_Sym);
    const Elf64_Sym* symbol_table =
        view.at<Elf64_Sym>(sections[section.sh_link].sh_offset, symbols);
    if (table == nullptr || symbol_table == nullptr) return fail("truncated relocations");
    for (size_t k = 0; k < entries; ++k) {
      uint64_t target = 0;
      const uint64_t symbol = ELF64_R_SYM(table[k].r_info);
      if (symbol >= symbols || !address_of(symbol_table[symbol], target))
        return fail("needs a symbol from outside");
      const uint64_t room = sections[section.sh_info].sh_size, width = relocation_width(table[k]);
      if (width > room || table[k].r_offset > room - width) return fail("relocation out of range");
      uint8_t* place = object->base_ + places[section.sh_info] + table[k].r_offset;
      if (!relocate(table[k], place, reinterpret_cast<uint64_t>(place), target))
        return fail("unknown relocation");
    }
  }
  if (mprotect(object->base_, object->size_, PROT_READ | PROT_EXEC) != 0)
    return fail("memory cannot be made executable");
  if (object->functions_[0] == nullptr) return fail("no entry function");
  return object;
}

}  // namespace hasten::native
