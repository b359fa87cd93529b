#include "ui/shown_frame.h"

#include <utility>

namespace ui {
namespace {

void append(std::vector<std::uint8_t>& bytes, const void* from, std::size_t size) {
  const auto* first = static_cast<const std::uint8_t*>(from);
  bytes.insert(bytes.end(), first, first + size);
}

template <class T>
void append(std::vector<std::uint8_t>& bytes, const ImVector<T>& values) {
  append(bytes, values.Data, sizeof(T) * static_cast<std::size_t>(values.Size));
}

}  // namespace

bool ShownFrame::is_new(const ImDrawData& data) {
  next_.clear();
  append(next_, &data.DisplaySize, sizeof data.DisplaySize);
  append(next_, &data.FramebufferScale, sizeof data.FramebufferScale);
  for (int n = 0; n < data.CmdListsCount; ++n) {
    const ImDrawList& list = *data.CmdLists[n];
    append(next_, list.VtxBuffer);
    append(next_, list.IdxBuffer);
    for (const ImDrawCmd& command : list.CmdBuffer) {
      append(next_, &command.ClipRect, sizeof command.ClipRect);
      append(next_, &command.TextureId, sizeof command.TextureId);
      append(next_, &command.ElemCount, sizeof command.ElemCount);
    }
  }
  if (next_ == shown_) return false;
  std::swap(next_, shown_);
  return true;
}

}  // namespace ui
