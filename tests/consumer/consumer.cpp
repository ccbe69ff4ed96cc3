// The same from C++: the headers, their constants and the linkage.
#include <peel.h>

#include <cstdint>
#include <cstdio>
#include <vector>

int main() {
    const std::vector<std::int64_t> met = {41, 15}, assessed = {79, 59};
    std::vector<double> lower(2), upper(2);
    const peel_samples samples = {met.data(), assessed.data(), nullptr};
    peel_rate_options options = {};
    options.size = sizeof options;
    options.method = PEEL_RATE_WILSON;
    const peel_intervals intervals = {nullptr, lower.data(), upper.data(), nullptr, nullptr};
    std::size_t bad = 0;
    if (peel_rate_many(2, &samples, &options, &intervals, &bad) != PEEL_OK || bad != 0) return 1;
    std::printf("%s: %.4f to %.4f\n", peel_version(), 100 * lower[0], 100 * upper[0]);
    return 0;
}
