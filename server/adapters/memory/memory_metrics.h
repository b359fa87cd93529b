#pragma once

#include <map>
#include <mutex>
#include <string>

#include "ports/metrics.h"

namespace adapters::memory {

// Measures nothing.
class NullMetrics : public ports::Metrics {
 public:
  void count(std::string_view, const ports::MetricLabels& = {}) override {}
  void observe_seconds(std::string_view, double, const ports::MetricLabels& = {}) override {}
  void set(std::string_view, double, const ports::MetricLabels& = {}) override {}
  std::string expose() override { return {}; }
};

// Keeps sums by series, as Prometheus names them: `jobs_total{kind="design.render"}`, labels in alphabetical order.
class MemoryMetrics : public ports::Metrics {
 public:
  void count(std::string_view name, const ports::MetricLabels& labels = {}) override;
  void observe_seconds(std::string_view name, double seconds, const ports::MetricLabels& labels = {}) override;
  void set(std::string_view name, double value, const ports::MetricLabels& labels = {}) override;
  std::string expose() override;

  double value(const std::string& series);         // of a counter or gauge; 0 when never touched
  int observations(const std::string& series);     // how often observe_seconds was called

 private:
  std::mutex mutex_;
  std::map<std::string, double> values_;
  std::map<std::string, int> observations_;
};

}  // namespace adapters::memory
