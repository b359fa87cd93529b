#include "codec/huffman.h"

#include <algorithm>
#include <cstddef>

namespace compositor::codec {
namespace {

struct Leaf {
  std::uint32_t count;
  std::uint16_t symbol;
};

std::vector<Leaf> sorted_leaves(std::span<const std::uint32_t> counts) {
  std::vector<Leaf> leaves;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0) leaves.push_back({counts[i], static_cast<std::uint16_t>(i)});
  }
  for (std::size_t i = 0; leaves.size() < 2; ++i) {
    if (counts[i] == 0) leaves.push_back({1, static_cast<std::uint16_t>(i)});
  }
  std::sort(leaves.begin(), leaves.end(), [](const Leaf& a, const Leaf& b) { return a.count != b.count ? a.count < b.count : a.symbol < b.symbol; });
  return leaves;
}

// Tree depths of the leaves in their order: Huffman's algorithm with two queues.
std::vector<int> tree_depths(const std::vector<Leaf>& leaves) {
  const std::size_t n = leaves.size();
  std::vector<std::uint64_t> weight(2 * n - 1);
  std::vector<std::size_t> parent(2 * n - 1);
  for (std::size_t i = 0; i < n; ++i) weight[i] = leaves[i].count;
  std::size_t leaf = 0, inner = n;
  const auto lightest = [&](std::size_t made) { return leaf < n && (inner >= made || weight[leaf] <= weight[inner]) ? leaf++ : inner++; };
  for (std::size_t made = n; made < 2 * n - 1; ++made) {
    const std::size_t a = lightest(made);
    const std::size_t b = lightest(made);
    weight[made] = weight[a] + weight[b];
    parent[a] = parent[b] = made;
  }
  std::vector<int> depth(2 * n - 1, 0);
  for (std::size_t i = 2 * n - 2; i-- > 0;) depth[i] = depth[parent[i]] + 1;
  depth.resize(n);
  return depth;
}

// Too long codes are cut to the limit, then the shortest fitting ones lengthened until Kraft's sum is one again.
void limit_lengths(std::vector<std::uint32_t>& of_length, int max_length) {
  const auto limit = static_cast<std::size_t>(max_length);
  for (std::size_t length = of_length.size() - 1; length > limit; --length) {
    of_length[limit] += of_length[length];
    of_length[length] = 0;
  }
  std::uint64_t used = 0;
  for (std::size_t length = 1; length <= limit; ++length) used += std::uint64_t{of_length[length]} << (limit - length);
  for (; used > (std::uint64_t{1} << limit); --used) {
    std::size_t length = limit - 1;
    while (of_length[length] == 0) --length;
    --of_length[length];
    of_length[length + 1] += 2;
    --of_length[limit];
  }
}

void assign_codes(PrefixCode& code) {
  std::uint32_t next = 0;
  for (unsigned length = 1; length <= 15; ++length, next <<= 1) {
    for (std::size_t symbol = 0; symbol < code.lengths.size(); ++symbol) {
      if (code.lengths[symbol] != length) continue;
      std::uint32_t reversed = 0;
      for (unsigned bit = 0; bit < length; ++bit) reversed |= ((next >> bit) & 1) << (length - 1 - bit);
      code.codes[symbol] = static_cast<std::uint16_t>(reversed);
      ++next;
    }
  }
}

}  // namespace

PrefixCode make_prefix_code(std::span<const std::uint32_t> counts, int max_length) {
  const std::vector<Leaf> leaves = sorted_leaves(counts);
  const std::vector<int> depths = tree_depths(leaves);
  std::vector<std::uint32_t> of_length(static_cast<std::size_t>(std::max(max_length, *std::max_element(depths.begin(), depths.end()))) + 1, 0);
  for (const int depth : depths) ++of_length[static_cast<std::size_t>(depth)];
  limit_lengths(of_length, max_length);

  PrefixCode code{std::vector<std::uint8_t>(counts.size()), std::vector<std::uint16_t>(counts.size())};
  std::size_t leaf = 0;
  for (std::size_t length = of_length.size() - 1; length > 0; --length) {
    for (std::uint32_t i = 0; i < of_length[length]; ++i) code.lengths[leaves[leaf++].symbol] = static_cast<std::uint8_t>(length);
  }
  assign_codes(code);
  return code;
}

}  // namespace compositor::codec
