/*
 * How often the 95% interval of a change holds the change, for every method and for small samples: not simulated but summed
 * over all outcomes, so that there is no Monte Carlo error. Prints Markdown tables, which docs/simulations.md shows.
 * By hand: gcc -std=c17 -O2 -Iinclude benchmarks/simulate_differences.c build/libpeel.a -lgsl -lgslcblas -lcsv -lm \
 *     -o build/simulate_differences && build/simulate_differences
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include <peel.h>

enum { size_count = 5, most = 50, grid = 25, methods_max = 20 };

static const int64_t sizes[size_count] = {5, 10, 20, 30, 50};

/* The rates of the grid: 2%, 6%, ... 98%. */
static double grid_rate(size_t i) {
    return 0.02 + 0.04 * (double)i;
}

static size_t methods_of_differences(int32_t number[methods_max], const char *name[methods_max]) {
    size_t n = 0;
    peel_method method;
#define METHOD(constant, function, code, text, title, citation, when, offers, holds)                                   \
    if (n < methods_max && peel_method_get(code, &method) == PEEL_OK) {                                                \
        number[n] = code;                                                                                              \
        name[n++] = text;                                                                                              \
    }
    PEEL_DIFFERENCE_METHODS(METHOD)
#undef METHOD
    return n;
}

static peel_interval intervals[most + 1][most + 1];

static void fill_intervals(int32_t method, int64_t before, int64_t after) {
    const peel_compare_options options = {.size = sizeof options, .method = method};
    for (int64_t i = 0; i <= before; i++)
        for (int64_t j = 0; j <= after; j++) {
            const peel_sample first = {i, before, 0}, second = {j, after, 0};
            peel_status status = peel_difference(&first, &second, &options, &intervals[i][j]);
            if (status == PEEL_OK) continue;
            fprintf(stderr, "no answer: %s\n", peel_status_sentence(status));
            exit(1);
        }
}

/* The binomial probabilities of n cases, from both ends of which none is lost at these sizes. */
static void fill_probabilities(double rate, int64_t n, double probability[most + 1]) {
    double choose = 1.0;
    for (int64_t k = 0; k <= n; k++) {
        probability[k] = choose * pow(rate, (double)k) * pow(1.0 - rate, (double)(n - k));
        choose = choose * (double)(n - k) / (double)(k + 1);
    }
}

/* P(the interval holds the change) at these rates. */
static double coverage(double rate_before, double rate_after, int64_t before, int64_t after) {
    const double rounding = 1e-12;
    double first[most + 1], second[most + 1], sum = 0.0;
    double change = rate_after - rate_before;
    fill_probabilities(rate_before, before, first);
    fill_probabilities(rate_after, after, second);
    for (int64_t i = 0; i <= before; i++)
        for (int64_t j = 0; j <= after; j++)
            if (intervals[i][j].lower <= change + rounding && intervals[i][j].upper >= change - rounding)
                sum += first[i] * second[j];
    return sum;
}

static void print_heading(const char *first, size_t n, const char *const name[methods_max]) {
    printf("\n| %s |", first);
    for (size_t m = 0; m < n; m++)
        printf(" %s |", name[m]);
    printf("\n|---|");
    for (size_t m = 0; m < n; m++)
        printf("---|");
    printf("\n");
}

struct summary {
    double mean;
    double least;
    double below; /* share of the rates where it is below 93% */
};

static struct summary over_the_grid(int64_t before, int64_t after) {
    struct summary summary = {0.0, 1.0, 0.0};
    for (size_t a = 0; a < grid; a++)
        for (size_t b = 0; b < grid; b++) {
            double at = coverage(grid_rate(a), grid_rate(b), before, after);
            summary.mean += at / (grid * grid);
            summary.below += at < 0.93 ? 1.0 / (grid * grid) : 0.0;
            summary.least = fmin(summary.least, at);
        }
    return summary;
}

static void print_grid(size_t n, const int32_t number[methods_max], const char *const name[methods_max]) {
    print_heading("before, after", n, name);
    for (size_t a = 0; a < size_count; a++)
        for (size_t b = a; b < size_count; b++) {
            printf("| %d, %d |", (int)sizes[a], (int)sizes[b]);
            for (size_t m = 0; m < n; m++) {
                fill_intervals(number[m], sizes[a], sizes[b]);
                struct summary summary = over_the_grid(sizes[a], sizes[b]);
                printf(" %.1f, %.1f, %.0f |", 100 * summary.mean, 100 * summary.least, 100 * summary.below);
            }
            printf("\n");
        }
}

static void print_rates(size_t n, const int32_t number[methods_max], const char *const name[methods_max]) {
    static const double rates[][2] = {{0.94, 0.806}, {0.94, 0.94}, {0.9, 0.8}, {0.5, 0.5}, {0.98, 0.98}};
    print_heading("rates, cases each", n, name);
    for (size_t r = 0; r < sizeof rates / sizeof rates[0]; r++)
        for (size_t s = 0; s < size_count; s++) {
            printf("| %g%% to %g%%, %d |", 100 * rates[r][0], 100 * rates[r][1], (int)sizes[s]);
            for (size_t m = 0; m < n; m++) {
                fill_intervals(number[m], sizes[s], sizes[s]);
                printf(" %.2f |", 100 * coverage(rates[r][0], rates[r][1], sizes[s], sizes[s]));
            }
            printf("\n");
        }
}

int main(void) {
    int32_t number[methods_max];
    const char *name[methods_max];
    size_t n = methods_of_differences(number, name);
    printf(
        "Coverage of the 95%% interval over 625 pairs of rates from 2%% to 98%%: mean, least, and share of the pairs\n"
        "where it is below 93%%, all in percent.\n");
    print_grid(n, number, name);
    printf("\nCoverage at some rates, in percent.\n");
    print_rates(n, number, name);
    return 0;
}
