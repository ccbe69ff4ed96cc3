/* What the Mantel-Haenszel methods share. */
#ifndef STATS_SEVERAL_STRATA_H
#define STATS_SEVERAL_STRATA_H

#include <peel/several.h>

#include "stats/plan.h"

struct strata {
    size_t n;
    const peel_sample *before;
    const peel_sample *after;
};

/*
 * Can these strata be compared, and what do they come to? before, after: the sums of the strata that carry weight, with
 * a population where all of these are known. Statuses: those of peel_stratified but for the options; nothing written.
 */
peel_status strata_pool(const struct strata *strata, int32_t design, peel_sample *before, peel_sample *after);

/* PEEL_NOTE_POPULATION_UNUSED where a stratum that carries weight has a known population, else 0. */
uint32_t strata_population_note(const struct strata *strata);

/* A stratum as the methods see it. */
struct stratum {
    double met_before;
    double failed_before;
    double met_after;
    double failed_after;
    double before; /* assessed */
    double after;
    double all;
    double weight; /* before after / all, by Mantel and Haenszel */
    double change; /* after - before, of the rates */
};

/* Returns 1, and the stratum at i; 0 for one that carries no weight, where a sample has nothing assessed. */
int stratum_at(const struct strata *strata, size_t i, struct stratum *stratum);

#endif
