#include "oracle/trend_oracle.h"

#include <stdlib.h>

__extension__ typedef unsigned __int128 ways;

static ways choose(int n, int k) {
    ways product = 1;
    for (ways i = 1; i <= (ways)k; i++)
        product = product * ((ways)n - (ways)k + i) / i; /* i numbers in a row hold a multiple of i! */
    return product;
}

enum { scores_max = 40000 };

/* How many arrangements have each score. */
struct count {
    ways of[scores_max];
};

static void share_out(const struct oracle_series *series, int period, int left, int score, ways so_far,
                      struct count *count) {
    if (period == series->n) {
        if (left == 0) count->of[score] += so_far;
        return;
    }
    for (int taken = 0; taken <= left && taken <= series->assessed[period]; taken++)
        share_out(series, period + 1, left - taken, score + taken * (series->period[period] - series->period[0]),
                  so_far * choose(series->assessed[period], taken), count);
}

static double share_of(const struct count *count, long cases, long expected, long distance, int above, int below) {
    ways inside = 0, all = 0;
    for (long score = 0; score < scores_max; score++) {
        long from = cases * score - expected;
        all += count->of[score];
        if ((above && from >= distance) || (below && from <= -distance)) inside += count->of[score];
    }
    return (double)((long double)inside / (long double)all);
}

struct oracle_trend oracle_trend_of(const struct oracle_series *series) {
    struct count *count = calloc(1, sizeof *count);
    struct oracle_trend answer = {0};
    long cases = 0, met = 0, score = 0, first = 0, highest = 0, lowest = scores_max;
    if (!count) return answer;
    for (int i = 0; i < series->n; i++) {
        long place = series->period[i] - series->period[0];
        cases += series->assessed[i];
        met += series->met[i];
        score += place * series->met[i];
        first += place * series->assessed[i];
    }
    share_out(series, 0, (int)met, 0, 1, count);
    for (long s = 0; s < scores_max; s++) {
        if (count->of[s] == 0) continue;
        if (s > highest) highest = s;
        if (s < lowest) lowest = s;
    }
    long expected = met * first, seen = cases * score - expected;
    long up = cases * highest - expected, down = expected - cases * lowest;
    answer.two_sided = share_of(count, cases, expected, labs(seen), 1, 1);
    answer.rising = share_of(count, cases, expected, seen, 1, 0);
    answer.falling = share_of(count, cases, expected, -seen, 0, 1);
    answer.smallest_two_sided = share_of(count, cases, expected, up > down ? up : down, 1, 1);
    answer.smallest_rising = share_of(count, cases, expected, up, 1, 0);
    answer.smallest_falling = share_of(count, cases, expected, down, 0, 1);
    free(count);
    return answer;
}
