#include "model/field.h"

#include <catch2/catch.hpp>

#include "model/editor.h"

using model::Field;

TEST_CASE("every field reads back what was written, at both ends of its range") {
  const auto field = static_cast<Field>(GENERATE(range(0, model::kFieldCount)));
  const bool at_end = GENERATE(false, true);
  model::Editor editor;
  editor.open_photo({1000, 1000});
  const auto range = model::range_of(field);
  const double wanted = at_end ? range.max : range.min;
  editor.set_value(field, wanted);
  REQUIRE(compositor::validate(editor.recipe()));
  // The oval keeps its proportion, so a size at the very end of its range may be limited by the other radius.
  if (field != Field::kSize && field != Field::kWidth && !(field == Field::kRotation && !at_end)) {
    REQUIRE(editor.value(field) == Approx(wanted));
  }
}

TEST_CASE("size is the oval's height in percent of the photo, and keeps the proportion") {
  model::Editor editor;
  editor.open_photo({800, 400});
  const double width = editor.value(Field::kWidth);
  editor.set_value(Field::kSize, 50);
  REQUIRE(editor.oval().half_height == Approx(100));
  REQUIRE(editor.value(Field::kWidth) == Approx(width));
}

TEST_CASE("width is in percent of the oval's height") {
  model::Editor editor;
  editor.open_photo({800, 400});
  editor.set_value(Field::kWidth, 100);
  REQUIRE(editor.oval().half_width == Approx(editor.oval().half_height));
}

TEST_CASE("values beyond the range stop at its end") {
  model::Editor editor;
  editor.open_photo({800, 400});
  editor.set_value(Field::kPoseX, 400);
  REQUIRE(editor.value(Field::kPoseX) == 40);
}
