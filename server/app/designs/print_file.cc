#include "app/designs/print_file.h"

#include "base/digest.h"

namespace app {

base::Result<domain::PrintFile> store_print_file(Services& services, const domain::DesignId& design_id,
                                                 std::string_view print_spec, const ports::RenderedImage& image) {
  domain::PrintFile file;
  file.design_id = design_id;
  file.print_spec = print_spec;
  file.sha256 = base::sha256_hex(image.png);
  file.key.value = "print/" + design_id.value + "-" + file.print_spec + "-" + file.sha256 + ".png";
  file.token = base::to_base64url(services.ids.random_bytes(16));
  file.width_px = image.width_px;
  file.height_px = image.height_px;
  file.pet_dpi = image.pet_dpi;
  file.created_at = services.clock.now();
  if (const auto stored = services.storage.put(file.key, image.png, "image/png"); !stored) {
    return base::forward_error(stored);
  }
  return file;
}

std::string print_file_url(const Services& services, const domain::PrintFile& file) {
  return services.public_base_url + "/print/" + file.token + "/" + file.sha256 + ".png";
}

}  // namespace app
