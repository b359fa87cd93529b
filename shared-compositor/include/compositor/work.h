#pragma once

#include <functional>

namespace compositor {

// Does job(0) ... job(count - 1), in any order, perhaps at once, and returns when all are done: the caller's threads, if
// it has any. The library starts none of its own, and no result depends on how many there are.
using ForEach = std::function<void(int count, const std::function<void(int)>& job)>;
void one_after_another(int count, const std::function<void(int)>& job);

// Is told from time to time, on the thread that called the library, how much is done (0..1, never falling). Answering
// false stops the work: the call returns ErrorCode::kCanceled and keeps nothing half done.
using Progress = std::function<bool(double done)>;

}  // namespace compositor
