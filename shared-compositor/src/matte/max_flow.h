#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace compositor::matte {

// The cheapest cut of a grid whose pixels are joined to their eight neighbours, to a source and to a sink: Boykov and
// Kolmogorov, "An Experimental Comparison of Min-Cut/Max-Flow Algorithms" (2004). Whole capacities make the cut exact;
// of several cheapest cuts it is the one with the fewest pixels on the source's side.
class GridCut {
 public:
  // Both at least 1.
  GridCut(int width, int height);

  // Capacity from the source to the pixel (positive) or from the pixel to the sink (negative); calls add up. After solve()
  // it changes the problem: the flow so far stays, so that a similar problem is solved sooner (Kohli and Torr, "Dynamic
  // Graph Cuts", 2007); the cut is the one that it has from the start.
  void add_terminal(int x, int y, std::int32_t capacity) { terminal_[node(x, y)] += capacity; }

  // Capacity between (x, y) and its neighbour at (x + dx, y + dy), the same both ways.
  void join(int x, int y, int dx, int dy, std::int32_t capacity);

  // Stops after this many paths at the latest, which bounds the time; the cut is then that of the flow so far.
  void solve(std::int64_t most_paths);

  [[nodiscard]] bool on_source_side(int x, int y) const { return tree_[node(x, y)] == Tree::kSource; }
  // What the paths of all calls carry.
  [[nodiscard]] std::int64_t flow() const { return flow_; }

 private:
  enum class Tree : std::uint8_t { kFree, kSource, kSink };
  static constexpr std::uint8_t kTerminal = 8, kNone = 9;  // as a direction to the parent

  [[nodiscard]] std::size_t node(int x, int y) const {
    return static_cast<std::size_t>(y + 1) * static_cast<std::size_t>(stride_) + static_cast<std::size_t>(x + 1);
  }
  [[nodiscard]] std::size_t neighbour(std::size_t n, std::size_t direction) const {
    return static_cast<std::size_t>(static_cast<std::int64_t>(n) + offset_[direction]);
  }
  // What can still flow along the tree between a node and its neighbour, towards the sink.
  std::int32_t& residual(std::size_t n, std::size_t direction, Tree tree) {
    return tree == Tree::kSource ? residual_[8 * n + direction] : residual_[8 * neighbour(n, direction) + 7 - direction];
  }
  void activate(std::size_t n);
  bool grow(std::size_t n);
  void push_along(std::size_t source_end, std::size_t direction);
  std::int32_t narrowest(std::size_t n, Tree tree);
  void push_to_terminal(std::size_t n, Tree tree, std::int32_t amount);
  void orphan(std::size_t n);
  void adopt_all();
  void adopt(std::size_t n);
  int distance_to_terminal(std::size_t n);
  void plant();

  int stride_;
  std::array<std::int64_t, 8> offset_;
  std::vector<std::int32_t> residual_;  // eight to a node
  std::vector<std::int32_t> terminal_;
  std::vector<Tree> tree_;
  std::vector<std::uint8_t> parent_;
  std::vector<std::uint8_t> active_;
  std::vector<int> distance_;
  std::vector<std::int64_t> checked_;  // when distance_ was right
  std::vector<std::size_t> queue_, orphans_;
  std::size_t queue_head_ = 0;
  std::int64_t time_ = 0, flow_ = 0, paths_ = 0, most_paths_ = 0;
};

}  // namespace compositor::matte
