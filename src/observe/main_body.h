// main_body: when the program begins that is to be observed.
#pragma once

struct PyCodeObject;

namespace hasten::observe {

// Whether the frame that starts now runs the body of __main__.
bool starts_main(PyCodeObject* code);

}  // namespace hasten::observe
