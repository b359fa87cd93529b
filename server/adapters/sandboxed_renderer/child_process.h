#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace adapters::sandboxed_renderer {

// An open file that is closed with this object. -1: none.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();

  [[nodiscard]] int get() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }

 private:
  int number_ = -1;
};

struct ChildOutcome {
  std::string output;       // what it wrote to its standard output
  bool timed_out = false;   // killed by us at the deadline
  bool flooded = false;     // killed by us because it wrote too much
  int signal = 0;           // that ended it, 0 for none
  int exit_code = 0;        // where no signal did
};

// Runs `command` (program and arguments) with an empty environment, `input` as file 0, `extra` as file 3, standard
// error leading nowhere and no other open file, and waits for its end. Safe in a program of many threads. Nothing when
// it could not be started.
std::optional<ChildOutcome> run_child(const std::vector<std::string>& command, const Descriptor& input,
                                      const Descriptor& extra, std::chrono::milliseconds wall_time,
                                      std::size_t max_output_bytes);

// An unnamed file in memory that holds `bytes`, to be read from its start.
Descriptor memory_file(const std::string& bytes);

}  // namespace adapters::sandboxed_renderer
