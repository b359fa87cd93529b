#pragma once

#include <map>
#include <string>
#include <string_view>

namespace ports {

using MetricLabels = std::map<std::string, std::string>;

class Metrics {
 public:
  virtual ~Metrics() = default;
  virtual void count(std::string_view name, const MetricLabels& labels = {}) = 0;                     // +1
  virtual void observe_seconds(std::string_view name, double seconds, const MetricLabels& labels = {}) = 0;
  virtual void set(std::string_view name, double value, const MetricLabels& labels = {}) = 0;
  virtual std::string expose() = 0;  // Prometheus text format
};

}  // namespace ports
