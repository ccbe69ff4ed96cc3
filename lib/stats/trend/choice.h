/* Which test decides on a trend. */
#ifndef STATS_TREND_CHOICE_H
#define STATS_TREND_CHOICE_H

#include "stats/trend/test.h"

struct trend_choice {
    size_t exact;   /* bytes of the exact test where that decides, else 0: cochran-armitage does */
    uint32_t notes; /* SMALL_EXPECTED: cochran-armitage decides, though T is far from normal */
};

/* For any series. */
struct trend_choice trend_choose(const struct trend_series *series);

#endif
