#include "model/undo_stack.h"

#include <catch2/catch.hpp>

using model::UndoStack;

TEST_CASE("undo returns to the remembered state, redo to the one left") {
  UndoStack<int> stack;
  stack.remember(1);
  REQUIRE(stack.undo(2) == 1);
  REQUIRE(stack.redo(1) == 2);
  REQUIRE_FALSE(stack.redo(2).has_value());
}

TEST_CASE("a new state forgets what had been undone") {
  UndoStack<int> stack;
  stack.remember(1);
  stack.undo(2);
  stack.remember(1);
  REQUIRE_FALSE(stack.can_redo());
}

TEST_CASE("the oldest states fall off beyond the depth") {
  UndoStack<int> stack;
  const int depth = UndoStack<int>::kDepth;
  for (int i = 0; i < depth + 5; ++i) stack.remember(i);
  int oldest = -1;
  int steps = 0;
  while (auto state = stack.undo(0)) {
    oldest = *state;
    ++steps;
  }
  REQUIRE(oldest == 5);
  REQUIRE(steps == depth);
}
