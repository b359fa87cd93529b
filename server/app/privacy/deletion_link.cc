#include "app/privacy/deletion_link.h"

#include "base/digest.h"

namespace app {

std::string deletion_signature(std::string_view signing_key, std::string_view request_id) {
  return base::to_base64url(base::hmac_sha256(signing_key, "deletion:" + std::string(request_id)));
}

std::string deletion_link(std::string_view public_base_url, std::string_view signing_key, std::string_view request_id,
                          domain::Language language) {
  return std::string(public_base_url) + path_prefix(language) + "/privacy/delete/confirm?id=" + std::string(request_id) +
         "&t=" + deletion_signature(signing_key, request_id);
}

}  // namespace app
