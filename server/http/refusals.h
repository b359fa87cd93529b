#pragma once

#include <string>
#include <vector>

#include "http/pages.h"

namespace http {

struct RefusalFile {
  std::string name;  // "de/413.html", "de/413.json"
  std::string content;
};

// What the proxy in front says by itself, where it refuses a request or nobody answers behind it: for every such status
// and language a page for people and a problem document for programs.
std::vector<RefusalFile> refusal_files(const Pages& pages, const ports::Wording& wording);

// Writes them below the folder. Throws std::runtime_error when it cannot.
void write_refusals(const Pages& pages, const ports::Wording& wording, const std::string& folder);

}  // namespace http
