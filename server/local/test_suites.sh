# shellcheck shell=bash
readonly SUITES=(native wasm asan web e2e scripts)
