#include "adapters/prometheus/prometheus_metrics.h"

#include <catch2/catch.hpp>

using adapters::prometheus::PrometheusMetrics;

TEST_CASE("counters count, by label") {
  PrometheusMetrics metrics;
  metrics.count("http_requests_total", {{"status", "200"}});
  metrics.count("http_requests_total", {{"status", "200"}});
  metrics.count("http_requests_total", {{"status", "404"}});
  const std::string text = metrics.expose();
  CHECK(text.find("# TYPE http_requests_total counter") != std::string::npos);
  CHECK(text.find("http_requests_total{status=\"200\"} 2") != std::string::npos);
  CHECK(text.find("http_requests_total{status=\"404\"} 1") != std::string::npos);
}

TEST_CASE("durations fall into buckets from a millisecond to two minutes") {
  PrometheusMetrics metrics;
  metrics.observe_seconds("render_seconds", 0.3, {});
  metrics.observe_seconds("render_seconds", 500, {});
  const std::string text = metrics.expose();
  CHECK(text.find("render_seconds_bucket{le=\"0.25\"} 0") != std::string::npos);
  CHECK(text.find("render_seconds_bucket{le=\"0.5\"} 1") != std::string::npos);
  CHECK(text.find("render_seconds_bucket{le=\"120\"} 1") != std::string::npos);
  CHECK(text.find("render_seconds_count 2") != std::string::npos);
}

TEST_CASE("a gauge holds the last value") {
  PrometheusMetrics metrics;
  metrics.set("jobs_available", 5, {});
  metrics.set("jobs_available", 3, {});
  CHECK(metrics.expose().find("jobs_available 3") != std::string::npos);
}

TEST_CASE("a metric that Prometheus would refuse is dropped, and the others live on") {
  PrometheusMetrics metrics;
  metrics.count("good_total", {});
  metrics.count("not a name", {});
  metrics.count("good_total", {{"not a label", "x"}});
  metrics.set("good_total", 1, {});
  const std::string text = metrics.expose();
  CHECK(text.find("good_total 1") != std::string::npos);
  CHECK(text.find("not a") == std::string::npos);
}
