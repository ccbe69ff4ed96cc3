/*
 * Rules of control charts by trying every stretch of points: a stretch is a run where it says so by its own numbers, looked at
 * anew each time. Slow on purpose. Includes nothing of the library.
 */
#ifndef ORACLE_RULES_ORACLE_H
#define ORACLE_RULES_ORACLE_H

#include <stdint.h>

enum { oracle_points = 96 };

/* As in a rule of the library; the letters stand for its numbers. */
struct oracle_rule {
    char counts; /* b(eyond) w(ithin) s(teps) a(lternating) l(ongest run) c(rossings) */
    char side;   /* 1 one, a(bove), b(elow), 2 both */
    char ties;   /* b(reak) p(ass) c(ount) */
    char flags;  /* r(un) c(ounted) l(ast) n(one) */
    int needed, of, others, without_beyond;
    double zone, tolerance;
};

/* What a rule says of each point. */
struct oracle_marks {
    int flagged[oracle_points], upward[oracle_points], run[oracle_points], complete[oracle_points];
};

/* Returns whether there was a signal. n: up to oracle_points. */
int oracle_rule(const struct oracle_rule *rule, int n, const double *value, const double *centre, const double *score,
                struct oracle_marks *marks);

/* The useful points, the longest run, the longest that is allowed, the crossings, the fewest that are. */
void oracle_runs(int n, const double *value, const double *centre, double tolerance, int64_t runs[5]);

#endif
