#include "adapters/memory/memory_metrics.h"

#include <sstream>

namespace adapters::memory {
namespace {

std::string series_of(std::string_view name, const ports::MetricLabels& labels) {
  std::string series(name);
  if (labels.empty()) return series;
  char separator = '{';
  for (const auto& [label, value] : labels) {
    series += separator + label + "=\"" + value + "\"";
    separator = ',';
  }
  return series + "}";
}

}  // namespace

void MemoryMetrics::count(std::string_view name, const ports::MetricLabels& labels) {
  const std::lock_guard lock(mutex_);
  values_[series_of(name, labels)] += 1;
}

void MemoryMetrics::observe_seconds(std::string_view name, double, const ports::MetricLabels& labels) {
  const std::lock_guard lock(mutex_);
  ++observations_[series_of(name, labels)];
}

void MemoryMetrics::set(std::string_view name, double value, const ports::MetricLabels& labels) {
  const std::lock_guard lock(mutex_);
  values_[series_of(name, labels)] = value;
}

std::string MemoryMetrics::expose() {
  const std::lock_guard lock(mutex_);
  std::ostringstream text;
  for (const auto& [series, value] : values_) text << series << ' ' << value << '\n';
  return text.str();
}

double MemoryMetrics::value(const std::string& series) {
  const std::lock_guard lock(mutex_);
  const auto found = values_.find(series);
  return found == values_.end() ? 0 : found->second;
}

int MemoryMetrics::observations(const std::string& series) {
  const std::lock_guard lock(mutex_);
  const auto found = observations_.find(series);
  return found == observations_.end() ? 0 : found->second;
}

}  // namespace adapters::memory
