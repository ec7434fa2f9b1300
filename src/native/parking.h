// parking: how a compilation is broken off when the process ends.
//
// LLVM has no way to do that, and takes up to some hundred milliseconds. So its thread stays where
// it is until the process is gone, at a place where it holds no lock that the process still needs,
// of the C library or the loader: while it runs LLVM's own instructions. A signal finds it there.
#pragma once

namespace hasten::native {

// Around a compilation, in its thread.
class Compilation {
 public:
  Compilation();
  ~Compilation();
  Compilation(const Compilation&) = delete;
  Compilation& operator=(const Compilation&) = delete;

 private:
  bool unblocked_ = false;
};

// Between two passes of the optimiser, for where there is no signal to be had.
void park_if_ending();

// The process ends: tries to stop the thread that compiles. True: it stays where it is. To be
// called again until then, or until the compilation is over.
bool park_compilation();

}  // namespace hasten::native
