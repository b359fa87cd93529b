#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <utility>

namespace model {

// Earlier and later states of one value. Remembering a state forgets what had been undone.
template <class T>
class UndoStack {
 public:
  static constexpr std::size_t kDepth = 200;

  void remember(T state) {
    earlier_.push_back(std::move(state));
    if (earlier_.size() > kDepth) earlier_.pop_front();
    later_.clear();
  }

  // Takes back the latest remember(), as if it had never been.
  void forget_latest() {
    if (!earlier_.empty()) earlier_.pop_back();
  }

  // The state before `current`, which becomes the next redo. Empty when there is none.
  std::optional<T> undo(const T& current) { return step(earlier_, later_, current); }
  std::optional<T> redo(const T& current) { return step(later_, earlier_, current); }

  [[nodiscard]] bool can_undo() const { return !earlier_.empty(); }
  [[nodiscard]] bool can_redo() const { return !later_.empty(); }

  void clear() {
    earlier_.clear();
    later_.clear();
  }

 private:
  static std::optional<T> step(std::deque<T>& from, std::deque<T>& to, const T& current) {
    if (from.empty()) return std::nullopt;
    to.push_back(current);
    T state = std::move(from.back());
    from.pop_back();
    return state;
  }

  std::deque<T> earlier_;
  std::deque<T> later_;
};

}  // namespace model
