#pragma once

#include "app/services.h"

namespace app {

// Puts a rendered print file into storage and describes it; the row is the caller's to insert.
base::Result<domain::PrintFile> store_print_file(Services& services, const domain::DesignId& design_id,
                                                 std::string_view print_spec, const ports::RenderedImage& image);

// The address the printer downloads from: public, stable for this file, different for any other.
std::string print_file_url(const Services& services, const domain::PrintFile& file);

}  // namespace app
