// load_object: maps a relocatable x86-64 ELF object into executable memory without LLVM. The same
// loader serves code just compiled and code from the cache, so that both are one path. The object
// must need no other symbol.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace hasten::native {

// Executable memory of one object; unmapped when the last owner goes.
class LoadedObject {
 public:
  ~LoadedObject();
  LoadedObject(const LoadedObject&) = delete;
  LoadedObject& operator=(const LoadedObject&) = delete;

  // Address of symbol "f<index>", nullptr if there is none.
  void* function(int index) const {
    return index >= 0 && index < kMostFunctions ? functions_[index] : nullptr;
  }
  size_t size() const { return size_; }

 private:
  friend std::shared_ptr<LoadedObject> load_object(const uint8_t*, size_t, std::string&);
  LoadedObject() = default;
  uint8_t* base_ = nullptr;
  size_t size_ = 0;
  static constexpr int kMostFunctions = 16;
  void* functions_[kMostFunctions] = {};
};

// nullptr and a reason if the bytes are not an object this loader can map (never trusts sizes in
// the file).
std::shared_ptr<LoadedObject> load_object(const uint8_t* bytes, size_t size, std::string& error);

}  // namespace hasten::native
