#pragma once

#include <memory>
#include <mutex>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace sandbox {

// Everything the stand-ins remember: one JSON document, so that a look at it or a restart needs no further code.
// Members: "stripe", "printful", "printify", "easypost", "sendgrid" (each service's own), "webhooks" (queue and deliveries), "settings".
class State {
 public:
  // Continues from <dir>/state.json when there is one. "" keeps the state in memory only.
  explicit State(std::string dir = {});
  ~State();
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  // Exclusive use of the document for as long as it lives. Not recursive.
  struct Access {
    std::unique_lock<std::mutex> lock;
    nlohmann::json& root;
  };
  Access edit();
  // The same, with the promise to change nothing.
  Access read();

  void reset();
  // Writes the document when it was edited since the last call. Whole or not at all.
  void save();

 private:
  std::string dir_;
  std::mutex mutex_;
  bool edited_ = false;
  std::unique_ptr<nlohmann::json> root_;
};

}  // namespace sandbox
