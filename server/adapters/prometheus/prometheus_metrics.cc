#include "adapters/prometheus/prometheus_metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <exception>

#include "base/log.h"

namespace adapters::prometheus {
namespace {

// From a cached page (1 ms) to a print file on a busy machine (2 min).
const ::prometheus::Histogram::BucketBoundaries kSecondsBuckets = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25,
                                                                   0.5,   1,      2.5,   5,    10,    30,   60,  120};

template <class Record>
void record_or_log(std::string_view name, Record record) {
  try {
    record();
  } catch (const std::exception& error) {
    base::log(base::LogLevel::kError, "metric dropped", {{"metric", std::string(name)}, {"cause", error.what()}});
  }
}

}  // namespace

// The registry merges what is registered again, so no table of families is kept beside it.
struct PrometheusMetrics::State {
  ::prometheus::Registry registry{::prometheus::Registry::InsertBehavior::Merge};
};

PrometheusMetrics::PrometheusMetrics() : state_(std::make_unique<State>()) {}
PrometheusMetrics::~PrometheusMetrics() = default;

void PrometheusMetrics::count(std::string_view name, const ports::MetricLabels& labels) {
  record_or_log(name, [&] {
    ::prometheus::BuildCounter().Name(std::string(name)).Register(state_->registry).Add(labels).Increment();
  });
}

void PrometheusMetrics::observe_seconds(std::string_view name, double seconds, const ports::MetricLabels& labels) {
  record_or_log(name, [&] {
    ::prometheus::BuildHistogram()
        .Name(std::string(name))
        .Register(state_->registry)
        .Add(labels, kSecondsBuckets)
        .Observe(seconds);
  });
}

void PrometheusMetrics::set(std::string_view name, double value, const ports::MetricLabels& labels) {
  record_or_log(name, [&] {
    ::prometheus::BuildGauge().Name(std::string(name)).Register(state_->registry).Add(labels).Set(value);
  });
}

std::string PrometheusMetrics::expose() {
  return ::prometheus::TextSerializer{}.Serialize(state_->registry.Collect());
}

}  // namespace adapters::prometheus
