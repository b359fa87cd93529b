#include "adapters/http_client/form.h"

#include <catch2/catch.hpp>

using adapters::http_client::FormBody;
using adapters::http_client::percent_encode;

TEST_CASE("a form keeps the order of its fields and escapes names and values") {
  FormBody form;
  form.add("line_items[0][quantity]", 2);
  form.add("enabled", true);
  form.add("name", "Tom & Jerry = 50% café");
  CHECK(form.text() == "line_items%5B0%5D%5Bquantity%5D=2&enabled=true&name=Tom%20%26%20Jerry%20%3D%2050%25%20caf%C3%A9");
}

TEST_CASE("unreserved characters stay as they are") { CHECK(percent_encode("aZ09-._~") == "aZ09-._~"); }
