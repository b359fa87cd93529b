#include "matte/max_flow.h"

#include <algorithm>
#include <limits>

namespace compositor::matte {
namespace {

// Opposite directions add up to 7.
constexpr int kDx[8] = {-1, 0, 1, -1, 1, -1, 0, 1}, kDy[8] = {-1, -1, -1, 0, 0, 1, 1, 1};
constexpr int kUnreachable = std::numeric_limits<int>::max();

}  // namespace

GridCut::GridCut(int width, int height)
    : stride_(width + 2), offset_{}, nodes_(static_cast<std::size_t>(stride_) * static_cast<std::size_t>(height + 2)) {
  for (std::size_t d = 0; d < 8; ++d) offset_[d] = std::ptrdiff_t{kDy[d]} * stride_ + kDx[d];
}

void GridCut::join(int x, int y, int dx, int dy, std::int32_t capacity) {
  Node* n = &nodes_[node(x, y)];
  for (std::size_t d = 0; d < 8; ++d) {
    if (kDx[d] != dx || kDy[d] != dy) continue;
    n->residual[d] += capacity;
    neighbour(n, d)->residual[7 - d] += capacity;
  }
}

void GridCut::activate(Node* n) {
  if (n->active) return;
  n->active = true;
  queue_.push_back(n);
}

// The trees' first nodes: those with something left from or to a terminal.
void GridCut::plant() {
  queue_.clear();
  queue_head_ = 0;
  time_ = 0, paths_ = 0;
  for (Node& n : nodes_) {
    n.tree = n.terminal == 0 ? Tree::kFree : n.terminal > 0 ? Tree::kSource : Tree::kSink;
    n.parent = n.terminal == 0 ? Parent::kNone : Parent::kTerminal;
    n.checked = 0;
    n.active = false;
    if (n.terminal == 0) continue;
    n.distance = 1;
    activate(&n);
  }
}

void GridCut::solve(std::int64_t most_paths) {
  most_paths_ = most_paths;
  plant();
  while (queue_head_ < queue_.size() && paths_ < most_paths_) {
    Node* n = queue_[queue_head_];
    if (n->tree != Tree::kFree && grow(n)) continue;  // it may have more paths
    n->active = false;
    if (++queue_head_ > 65536) {
      queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(queue_head_));
      queue_head_ = 0;
    }
  }
}

// True when a path was found, and flow pushed along it.
bool GridCut::grow(Node* n) {
  const Tree tree = n->tree;
  for (std::size_t d = 0; d < 8; ++d) {
    Node* next = neighbour(n, d);
    if (residual(n, next, d, tree) <= 0) continue;
    if (next->tree == Tree::kFree) {
      next->tree = tree;
      next->parent = static_cast<Parent>(7 - d);
      next->distance = n->distance + 1;
      next->checked = n->checked;
      activate(next);
    } else if (next->tree != tree) {
      ++time_;
      tree == Tree::kSource ? push_along(n, d) : push_along(next, 7 - d);
      adopt_all();
      return true;
    } else if (next->checked <= n->checked && next->distance > n->distance + 1) {
      // A shorter way to the terminal.
      next->parent = static_cast<Parent>(7 - d);
      next->checked = n->checked;
      next->distance = n->distance + 1;
    }
  }
  return false;
}

std::int32_t GridCut::narrowest(Node* n, Tree tree) const {
  std::int32_t least = std::numeric_limits<std::int32_t>::max();
  while (n->parent != Parent::kTerminal) {
    Node* up = parent_of(n);
    least = std::min(least, residual(up, n, 7 - static_cast<std::size_t>(n->parent), tree));
    n = up;
  }
  return std::min(least, tree == Tree::kSource ? n->terminal : -n->terminal);
}

void GridCut::push_to_terminal(Node* n, Tree tree, std::int32_t amount) {
  while (n->parent != Parent::kTerminal) {
    const auto direction = static_cast<std::size_t>(n->parent);
    Node* up = neighbour(n, direction);
    std::int32_t& forward = residual(up, n, 7 - direction, tree);
    std::int32_t& back = tree == Tree::kSource ? n->residual[direction] : up->residual[7 - direction];
    forward -= amount;
    back += amount;
    if (forward == 0) orphan(n);
    n = up;
  }
  n->terminal += tree == Tree::kSource ? -amount : amount;
  if (n->terminal == 0) orphan(n);
}

void GridCut::push_along(Node* source_end, std::size_t direction) {
  Node* sink_end = neighbour(source_end, direction);
  std::int32_t& bridge = source_end->residual[direction];
  const std::int32_t amount = std::min({bridge, narrowest(source_end, Tree::kSource), narrowest(sink_end, Tree::kSink)});
  bridge -= amount;
  sink_end->residual[7 - direction] += amount;
  push_to_terminal(source_end, Tree::kSource, amount);
  push_to_terminal(sink_end, Tree::kSink, amount);
  flow_ += amount;
  ++paths_;
}

void GridCut::orphan(Node* n) {
  n->parent = Parent::kNone;
  orphans_.push_back(n);
}

void GridCut::adopt_all() {
  for (std::size_t i = 0; i < orphans_.size(); ++i) adopt(orphans_[i]);
  orphans_.clear();
}

int GridCut::distance_to_terminal(Node* n) const {
  int steps = 0;
  Node* at = n;
  for (;;) {
    if (at->checked == time_) {
      steps += at->distance;
      break;
    }
    ++steps;
    if (at->parent == Parent::kTerminal) {
      at->checked = time_;
      at->distance = 1;
      break;
    }
    if (at->parent == Parent::kNone) return kUnreachable;
    at = parent_of(at);
  }
  int left = steps;
  for (at = n; at->checked != time_; at = parent_of(at)) {
    at->checked = time_;
    at->distance = left--;
  }
  return steps;
}

void GridCut::adopt(Node* n) {
  const Tree tree = n->tree;
  int least = kUnreachable;
  Parent parent = Parent::kNone;
  for (std::size_t d = 0; d < 8; ++d) {
    Node* next = neighbour(n, d);
    if (next->tree != tree || next->parent == Parent::kNone || residual(next, n, 7 - d, tree) <= 0) continue;
    const int steps = distance_to_terminal(next);
    if (steps >= least) continue;
    least = steps;
    parent = static_cast<Parent>(d);
  }
  if (least != kUnreachable) {
    n->parent = parent;
    n->checked = time_;
    n->distance = least + 1;
    return;
  }
  for (std::size_t d = 0; d < 8; ++d) {
    Node* next = neighbour(n, d);
    if (next->tree != tree) continue;
    if (residual(next, n, 7 - d, tree) > 0) activate(next);
    if (next->parent == static_cast<Parent>(7 - d)) orphan(next);
  }
  n->tree = Tree::kFree;
}

}  // namespace compositor::matte
