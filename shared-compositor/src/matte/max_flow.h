#pragma once

#include <array>
#include <cstddef>
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
  void add_terminal(int x, int y, std::int32_t capacity) { nodes_[node(x, y)].terminal += capacity; }

  // Capacity between (x, y) and its neighbour at (x + dx, y + dy), the same both ways.
  void join(int x, int y, int dx, int dy, std::int32_t capacity);

  // Stops after this many paths at the latest, which bounds the time; the cut is then that of the flow so far.
  void solve(std::int64_t most_paths);

  [[nodiscard]] bool on_source_side(int x, int y) const { return nodes_[node(x, y)].tree == Tree::kSource; }
  // What the paths of all calls carry.
  [[nodiscard]] std::int64_t flow() const { return flow_; }

 private:
  enum class Tree : std::uint8_t { kFree, kSource, kSink };
  enum class Parent : std::uint8_t { kTerminal = 8, kNone = 9 };  // to the parent: a direction, or one of these

  // All of one pixel together: whoever looks at one part of it looks at the others.
  struct Node {
    std::array<std::int32_t, 8> residual{};  // what can still flow to each neighbour
    std::int32_t terminal = 0;               // and from the source, or to the sink if negative
    std::int32_t distance = 0;               // steps to the terminal,
    std::int32_t checked = 0;                // which was right then
    Tree tree = Tree::kFree;
    Parent parent = Parent::kNone;
    bool active = false;
  };

  [[nodiscard]] std::size_t node(int x, int y) const {
    return static_cast<std::size_t>(y + 1) * static_cast<std::size_t>(stride_) + static_cast<std::size_t>(x + 1);
  }
  [[nodiscard]] Node* neighbour(Node* n, std::size_t direction) const { return n + offset_[direction]; }
  [[nodiscard]] Node* parent_of(Node* n) const { return neighbour(n, static_cast<std::size_t>(n->parent)); }
  // What can still flow along the tree between a node and its neighbour, towards the sink.
  static std::int32_t& residual(Node* n, Node* neighbour, std::size_t direction, Tree tree) {
    return tree == Tree::kSource ? n->residual[direction] : neighbour->residual[7 - direction];
  }
  void activate(Node* n);
  bool grow(Node* n);
  void push_along(Node* source_end, std::size_t direction);
  std::int32_t narrowest(Node* n, Tree tree) const;
  void push_to_terminal(Node* n, Tree tree, std::int32_t amount);
  void orphan(Node* n);
  void adopt_all();
  void adopt(Node* n);
  int distance_to_terminal(Node* n) const;
  void plant();

  int stride_;
  std::array<std::ptrdiff_t, 8> offset_;
  std::vector<Node> nodes_;  // with a border that joins nothing
  std::vector<Node*> queue_, orphans_;
  std::size_t queue_head_ = 0;
  std::int32_t time_ = 0;
  std::int64_t flow_ = 0, paths_ = 0, most_paths_ = 0;
};

}  // namespace compositor::matte
