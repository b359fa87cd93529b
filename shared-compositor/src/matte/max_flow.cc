#include "matte/max_flow.h"

#include <algorithm>
#include <limits>

namespace compositor::matte {
namespace {

// Opposite directions add up to 7.
constexpr int kDx[8] = {-1, 0, 1, -1, 1, -1, 0, 1}, kDy[8] = {-1, -1, -1, 0, 0, 1, 1, 1};
constexpr int kUnreachable = std::numeric_limits<int>::max();

}  // namespace

GridCut::GridCut(int width, int height) : stride_(width + 2), offset_{} {
  for (std::size_t d = 0; d < 8; ++d) offset_[d] = std::int64_t{kDy[d]} * stride_ + kDx[d];
  const std::size_t nodes = static_cast<std::size_t>(stride_) * static_cast<std::size_t>(height + 2);
  residual_.resize(8 * nodes);
  terminal_.resize(nodes);
  tree_.resize(nodes);
  parent_.assign(nodes, kNone);
  active_.resize(nodes);
  distance_.resize(nodes);
  checked_.resize(nodes);
}

void GridCut::join(int x, int y, int dx, int dy, std::int32_t capacity) {
  const std::size_t n = node(x, y);
  for (std::size_t d = 0; d < 8; ++d) {
    if (kDx[d] != dx || kDy[d] != dy) continue;
    residual_[8 * n + d] += capacity;
    residual_[8 * neighbour(n, d) + 7 - d] += capacity;
  }
}

void GridCut::activate(std::size_t n) {
  if (active_[n]) return;
  active_[n] = 1;
  queue_.push_back(n);
}

// The trees' first nodes: those with something left from or to a terminal.
void GridCut::plant() {
  std::fill(tree_.begin(), tree_.end(), Tree::kFree);
  std::fill(parent_.begin(), parent_.end(), kNone);
  std::fill(active_.begin(), active_.end(), std::uint8_t{0});
  std::fill(checked_.begin(), checked_.end(), 0);
  queue_.clear();
  queue_head_ = 0;
  time_ = paths_ = 0;
  for (std::size_t n = 0; n < terminal_.size(); ++n) {
    if (terminal_[n] == 0) continue;
    tree_[n] = terminal_[n] > 0 ? Tree::kSource : Tree::kSink;
    parent_[n] = kTerminal;
    distance_[n] = 1;
    activate(n);
  }
}

void GridCut::solve(std::int64_t most_paths) {
  most_paths_ = most_paths;
  plant();
  while (queue_head_ < queue_.size() && paths_ < most_paths_) {
    const std::size_t n = queue_[queue_head_];
    if (tree_[n] != Tree::kFree && grow(n)) continue;  // it may have more paths
    active_[n] = 0;
    if (++queue_head_ > 65536) {
      queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(queue_head_));
      queue_head_ = 0;
    }
  }
}

// True when a path was found, and flow pushed along it.
bool GridCut::grow(std::size_t n) {
  const Tree tree = tree_[n];
  for (std::size_t d = 0; d < 8; ++d) {
    if (residual(n, d, tree) <= 0) continue;
    const std::size_t next = neighbour(n, d);
    if (tree_[next] == Tree::kFree) {
      tree_[next] = tree;
      parent_[next] = static_cast<std::uint8_t>(7 - d);
      distance_[next] = distance_[n] + 1;
      checked_[next] = checked_[n];
      activate(next);
    } else if (tree_[next] != tree) {
      ++time_;
      tree == Tree::kSource ? push_along(n, d) : push_along(next, 7 - d);
      adopt_all();
      return true;
    } else if (checked_[next] <= checked_[n] && distance_[next] > distance_[n] + 1) {
      // A shorter way to the terminal.
      parent_[next] = static_cast<std::uint8_t>(7 - d);
      checked_[next] = checked_[n];
      distance_[next] = distance_[n] + 1;
    }
  }
  return false;
}

std::int32_t GridCut::narrowest(std::size_t n, Tree tree) {
  std::int32_t least = std::numeric_limits<std::int32_t>::max();
  while (parent_[n] != kTerminal) {
    const std::size_t up = neighbour(n, parent_[n]);
    least = std::min(least, residual(up, 7u - parent_[n], tree));
    n = up;
  }
  return std::min(least, tree == Tree::kSource ? terminal_[n] : -terminal_[n]);
}

void GridCut::push_to_terminal(std::size_t n, Tree tree, std::int32_t amount) {
  while (parent_[n] != kTerminal) {
    const std::size_t direction = parent_[n], up = neighbour(n, direction);
    std::int32_t& forward = residual(up, 7 - direction, tree);
    std::int32_t& back = tree == Tree::kSource ? residual_[8 * n + direction] : residual_[8 * up + 7 - direction];
    forward -= amount;
    back += amount;
    if (forward == 0) orphan(n);
    n = up;
  }
  terminal_[n] += tree == Tree::kSource ? -amount : amount;
  if (terminal_[n] == 0) orphan(n);
}

void GridCut::push_along(std::size_t source_end, std::size_t direction) {
  const std::size_t sink_end = neighbour(source_end, direction);
  std::int32_t& bridge = residual_[8 * source_end + direction];
  const std::int32_t amount = std::min({bridge, narrowest(source_end, Tree::kSource), narrowest(sink_end, Tree::kSink)});
  bridge -= amount;
  residual_[8 * sink_end + 7 - direction] += amount;
  push_to_terminal(source_end, Tree::kSource, amount);
  push_to_terminal(sink_end, Tree::kSink, amount);
  flow_ += amount;
  ++paths_;
}

void GridCut::orphan(std::size_t n) {
  parent_[n] = kNone;
  orphans_.push_back(n);
}

void GridCut::adopt_all() {
  for (std::size_t i = 0; i < orphans_.size(); ++i) adopt(orphans_[i]);
  orphans_.clear();
}

int GridCut::distance_to_terminal(std::size_t n) {
  int steps = 0;
  std::size_t at = n;
  for (;;) {
    if (checked_[at] == time_) {
      steps += distance_[at];
      break;
    }
    ++steps;
    if (parent_[at] == kTerminal) {
      checked_[at] = time_;
      distance_[at] = 1;
      break;
    }
    if (parent_[at] == kNone) return kUnreachable;
    at = neighbour(at, parent_[at]);
  }
  int left = steps;
  for (at = n; checked_[at] != time_; at = neighbour(at, parent_[at])) {
    checked_[at] = time_;
    distance_[at] = left--;
  }
  return steps;
}

void GridCut::adopt(std::size_t n) {
  const Tree tree = tree_[n];
  int least = kUnreachable;
  std::uint8_t parent = kNone;
  for (std::size_t d = 0; d < 8; ++d) {
    const std::size_t next = neighbour(n, d);
    if (tree_[next] != tree || parent_[next] == kNone || residual(next, 7 - d, tree) <= 0) continue;
    const int steps = distance_to_terminal(next);
    if (steps >= least) continue;
    least = steps;
    parent = static_cast<std::uint8_t>(d);
  }
  if (least != kUnreachable) {
    parent_[n] = parent;
    checked_[n] = time_;
    distance_[n] = least + 1;
    return;
  }
  for (std::size_t d = 0; d < 8; ++d) {
    const std::size_t next = neighbour(n, d);
    if (tree_[next] != tree) continue;
    if (residual(next, 7 - d, tree) > 0) activate(next);
    if (parent_[next] == 7 - d) orphan(next);
  }
  tree_[n] = Tree::kFree;
}

}  // namespace compositor::matte
