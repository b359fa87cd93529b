#pragma once

#include <memory>

#include "ports/metrics.h"

namespace adapters::prometheus {

// A registry of this process. A metric comes to be when first used; a name that Prometheus does not allow, or that was
// used as another kind before, is logged and dropped: measuring must not break what it measures. Thread-safe.
class PrometheusMetrics final : public ports::Metrics {
 public:
  PrometheusMetrics();
  ~PrometheusMetrics() override;

  void count(std::string_view name, const ports::MetricLabels& labels) override;
  void observe_seconds(std::string_view name, double seconds, const ports::MetricLabels& labels) override;
  void set(std::string_view name, double value, const ports::MetricLabels& labels) override;
  std::string expose() override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace adapters::prometheus
