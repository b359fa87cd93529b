#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace sandbox {

// Requests that the stand-ins make themselves: webhooks, and downloads of print files.
struct OutboundAnswer {
  int status = 0;  // 0 when there was no answer
  std::string body;
  std::string error;  // why there was none, or that it was too large
  bool too_large = false;
};

OutboundAnswer post_json(const std::string& url, const std::vector<std::pair<std::string, std::string>>& headers,
                         const std::string& body);

// Follows no redirects, like a printer that was promised the file itself.
OutboundAnswer download(const std::string& url, std::size_t most_bytes);

}  // namespace sandbox
