/*
 * Rules: when do points of a control chart make a signal? A rule is data: a caller may choose a set, or write down others.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef PEEL_RULES_H
#define PEEL_RULES_H

#include <stddef.h>
#include <stdint.h>

#include <peel/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a rule counts: X(constant, number, name). Points without cases are passed over by all of them. */
#define PEEL_RULE_COUNTS(X)                                                                                            \
    X(RULE_BEYOND, 0, "beyond")           /* points beyond the zone on its side; zone 0: on a side of the centre */    \
    X(RULE_WITHIN, 1, "within")           /* points not beyond the zone, on either side of the centre */               \
    X(RULE_STEPS, 2, "steps")             /* points each of which lies above the one before, or each below it */       \
    X(RULE_ALTERNATING, 3, "alternating") /* points that rise and fall by turns */                                     \
    X(RULE_LONGEST_RUN, 4, "longest-run") /* points on one side, more than peel_run_limits allows for the segment */   \
    X(RULE_CROSSINGS, 5, "crossings")     /* crossings of the centre, fewer than peel_run_limits wants */

#define PEEL_RULE_COUNTS_CONSTANT(constant, number, name) PEEL_##constant = (number),
enum { PEEL_RULE_COUNTS(PEEL_RULE_COUNTS_CONSTANT) PEEL_RULE_COUNTS_END_ = 6 };
#undef PEEL_RULE_COUNTS_CONSTANT

/* On which side the counted points lie, or which way the steps go. */
#define PEEL_RULE_SIDES(X)                                                                                             \
    X(RULE_ONE_SIDE, 0, "one-side")     /* all above, or all below */                                                  \
    X(RULE_ABOVE, 1, "above")           /* above alone; rising alone */                                                \
    X(RULE_BELOW, 2, "below")           /* below alone; falling alone */                                               \
    X(RULE_BOTH_SIDES, 3, "both-sides") /* above and below together, of beyond alone; within knows nothing else */

#define PEEL_RULE_SIDE_CONSTANT(constant, number, name) PEEL_##constant = (number),
enum { PEEL_RULE_SIDES(PEEL_RULE_SIDE_CONSTANT) PEEL_RULE_SIDE_END_ = 4 };
#undef PEEL_RULE_SIDE_CONSTANT

/* What a point on the centre does where sides of the centre are counted, and a step to an equal value where steps are. */
#define PEEL_TIES(X)                                                                                                   \
    X(TIES_BREAK, 0, "ties-break") /* it ends the run, and no run reaches across it */                                 \
    X(TIES_PASS, 1, "ties-pass")   /* it is passed over, as though it were not there */                                \
    X(TIES_COUNT, 2, "ties-count") /* it counts where the point before it does, for the same run, and begins none */

#define PEEL_TIES_CONSTANT(constant, number, name) PEEL_##constant = (number),
enum { PEEL_TIES(PEEL_TIES_CONSTANT) PEEL_TIES_END_ = 3 };
#undef PEEL_TIES_CONSTANT

/* Which points of a run become signals. */
#define PEEL_FLAGS(X)                                                                                                  \
    X(FLAG_RUN, 0, "flag-run")         /* all of them */                                                               \
    X(FLAG_COUNTED, 1, "flag-counted") /* those that were counted: of 2 of 3 beyond a zone, the two */                 \
    X(FLAG_LAST, 2, "flag-last")       /* the one that completes it, and each further one while it lasts */            \
    X(FLAG_NONE, 3, "flag-none")       /* none: it is the series as a whole that is not steady */

#define PEEL_FLAGS_CONSTANT(constant, number, name) PEEL_##constant = (number),
enum { PEEL_FLAGS(PEEL_FLAGS_CONSTANT) PEEL_FLAGS_END_ = 4 };
#undef PEEL_FLAGS_CONSTANT

/* The most rules of a chart: a bit each. */
#define PEEL_RULES_MAX 32
/* The longest run that a rule may ask for. */
#define PEEL_RULE_RUN_MAX 1000

/*
 * One rule: `needed` points of `of` in a row. A zone is a share of the way from the centre to the limit on that side: 0 the
 * centre, 1 the limit, 2/3 two of three sigmas. Beyond is strict, and a point that ties with the centre is beyond no zone,
 * however narrow the limits; without limits a point is neither beyond a zone above 0 nor within it. A run is complete at
 * every point up to which so many of the last `of` are counted: at the begin of a segment (and after a tie that breaks)
 * of those that there are, with `others` of all `of` alone. It reaches from the first that is counted to the last, with
 * `others` over all `of`. A point in runs of both sides goes with the later run, and so do its flags. Frozen layout; a
 * zeroed struct is no rule, for needed is 0.
 */
typedef struct peel_rule {
    int32_t counts; /* PEEL_RULE_... */
    int32_t needed; /* 1 to PEEL_RULE_RUN_MAX points, of steps and alternating from 2; longest-run, crossings: 1 */
    int32_t of;     /* of so many in a row, up to PEEL_RULE_RUN_MAX; 0: as many as needed; beyond and within alone */
    int32_t side;   /* PEEL_RULE_...; 0 also where no side is asked */
    int32_t others; /* 1: all `of` points lie on that side of the centre, the counted ones and the others; else 0 */
    int32_t ties;   /* PEEL_TIES_... */
    int32_t
        without_beyond; /* 1: a point beyond the limits is not counted, though it may stand among the others; else 0 */
    int32_t flags;      /* PEEL_FLAG_... */
    double zone;        /* 0 to 10, of beyond and within; else 0 */
    double
        tolerance; /* two numbers tie where they differ by at most this share of the larger, 0 to 0.01; usual 1e-12 */
    uint64_t reserved[2]; /* 0 */
} peel_rule;

/* Sets of rules: X(constant, number, name, title, citation). 0: what suits the kind of the chart. */
#define PEEL_RULE_SETS(X)                                                                                              \
    X(RULES_LIMITS, 1, "limits", "Beyond the limits alone",                                                            \
      "Shewhart 1931, Economic Control of Quality of Manufactured Product")                                            \
    X(RULES_NHS, 2, "nhs", "NHS Making Data Count", "NHS England, Making Data Count: strengthening your decisions")    \
    X(RULES_NHS_2023, 3, "nhs-2023", "NHS Making Data Count since November 2023",                                      \
      "NHS England, Making Data Count, rules of November 2023")                                                        \
    X(RULES_WESTERN_ELECTRIC, 4, "western-electric", "Western Electric",                                               \
      "Western Electric 1956, Statistical Quality Control Handbook")                                                   \
    X(RULES_NELSON, 5, "nelson", "Nelson", "Nelson 1984, J Qual Technol 16:237-239")                                   \
    X(RULES_ANHOEJ, 6, "anhoej", "Anhoej", "Anhoej and Olesen 2014, PLoS One 9:e113825")

#define PEEL_RULE_SET_CONSTANT(constant, number, name, title, citation) PEEL_##constant = (number),
enum { PEEL_RULE_SETS(PEEL_RULE_SET_CONSTANT) PEEL_RULE_SET_END_ = 7 };
#undef PEEL_RULE_SET_CONSTANT

/* The name of a set of rules, as in "nhs". Returns: a constant string; NULL where none has that number. Since 0.1.0. */
PEEL_API const char *peel_rule_set_name(int32_t set);

/*
 * The set of rules of a name.
 *
 * name: as in "nelson", in ASCII letters of either case. set: untouched on failure. error: filled on failure, with the
 * nearest names; may be NULL. Statuses: PEEL_ERROR_NULL, PEEL_ERROR_RULE_SET. Since 0.1.0.
 */
PEEL_API peel_status peel_rule_set_parse(const char *name, int32_t *set, peel_error *error);

/*
 * The rules of a set.
 *
 * limits: 1 beyond 1. nhs: 1 beyond 1; 7 steps; 7 beyond 0; 2 of 3 beyond 2/3, all three on one side of the centre, points
 * beyond the limits not counted, the counted ones flagged; ties break. nhs-2023: the same, and points beyond the limits
 * count. western-electric: 1 beyond 1; 2 of 3 beyond 2/3; 4 of 5 beyond 1/3; 8 beyond 0. nelson: 1 beyond 1; 9 beyond 0; 6
 * steps; 14 alternating; 2 of 3 beyond 2/3; 4 of 5 beyond 1/3; 15 within 1/3; 8 beyond 1/3 on both sides. anhoej:
 * longest-run; crossings; points on the centre passed over. Tolerance 1e-12 in all of them.
 * set: PEEL_RULES_..., not 0. room: rules that fit; PEEL_RULES_MAX is enough. rules: written up to `count` of them; both
 * untouched on failure. Statuses: PEEL_ERROR_NULL, PEEL_ERROR_RULE_SET, PEEL_ERROR_WORK (room too small). Since 0.1.0.
 */
PEEL_API peel_status peel_rule_set_get(int32_t set, size_t room, peel_rule *rules, size_t *count);

/*
 * Can this rule be?
 *
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_RESERVED, PEEL_ERROR_RULE (a field out of its range, or one set that this kind of
 * rule has no use for: of, side, others, without_beyond and zone as the struct says; more needed than of). Since 0.1.0.
 */
PEEL_API peel_status peel_rule_check(const peel_rule *rule);

/*
 * A rule as people write it: "7 beyond 0" (7 in a row on one side of the centre), "1 beyond 1", "2 of 3 beyond 2/3", "15
 * within 1/3", "7 steps" (7 points, 6 steps one way), "14 alternating", "longest-run", "crossings". After that any of:
 * above, below, both-sides; same-side (others); ties-break, ties-pass, ties-count; without-beyond; flag-run, flag-counted,
 * flag-last, flag-none; tolerance 1e-6. longest-run and crossings pass ties over where nothing is said, all others break
 * at them; crossings flags none; the others flag the run, but where `of` is more than `needed` the counted points.
 *
 * text: words in either case, blanks between them, up to 240 bytes without the blanks around them; zones and tolerances
 * as in 0.25, 2/3, 1e-6 or 5/2^60. rule: untouched on failure. error: filled on failure, with the place and advice; may be
 * NULL.
 * Statuses: PEEL_ERROR_NULL, PEEL_ERROR_NOT_A_RULE, PEEL_ERROR_RULE. Since 0.1.0.
 */
PEEL_API peel_status peel_rule_parse(const char *text, peel_rule *rule, peel_error *error);

/*
 * Writes a rule so that peel_rule_parse reads the same rule back, leaving out what it takes for granted.
 *
 * text: size bytes, 160 are enough; untouched on failure.
 * Statuses: those of peel_rule_check; PEEL_ERROR_WORK (size too small). Since 0.1.0.
 */
PEEL_API peel_status peel_rule_text(const peel_rule *rule, char *text, size_t size);

/* How long runs may be, and how few crossings there may be, by chance. Frozen layout. */
typedef struct peel_runs {
    int64_t useful;           /* points off the centre */
    int64_t longest_run;      /* of them in a row on one side */
    int64_t longest_run_most; /* more is a signal */
    int64_t crossings;        /* of the centre */
    int64_t crossings_least;  /* fewer is a signal */
    uint64_t reserved;        /* 0 */
} peel_runs;

/*
 * What the rules longest-run and crossings allow for so many points off the centre. Where all lie on one side of it, as where
 * most others lie on it, neither makes a signal.
 *
 * Formula: longest_run_most = log2(useful) rounded, + 3; crossings_least = the smallest c with P(C <= c) >= 0.05, C being
 * binomial of useful - 1 trials at 1/2. With no useful point both are 0. Source: Schilling 2012, Coll Math J 43:145; Chen
 * 2010, J Stat Plan Inference 140:2117; Anhoej and Olesen 2014, PLoS One 9:e113825.
 * useful: 0 to PEEL_POINTS_MAX. runs: useful and the two bounds are written, longest_run and crossings are 0; untouched on
 * failure. Statuses: PEEL_ERROR_NULL, PEEL_ERROR_NEGATIVE, PEEL_ERROR_TOO_LARGE. Since 0.1.0.
 */
PEEL_API peel_status peel_run_limits(int64_t useful, peel_runs *runs);

#ifdef __cplusplus
}
#endif

#endif
