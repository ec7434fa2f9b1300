// facts: what the session knows, as the JSON document of python/hasten/schema/run.schema.json, and
// as text dumps.
#pragma once

#include <string>

#include "engine/session.h"

namespace hasten::engine {

// session may be NULL: then `disabled` says why.
std::string facts_json(const Session* session, const std::string& disabled);

// kind: pyir, ir, llvm or asm: of every loop that has native code.
std::string dump(const Session& session, const std::string& kind);

}  // namespace hasten::engine
