/*
 * The p-values of Blaker and Sterne by their definitions, and the lowest rate that they do not reject, by another method than
 * the library's: every probability summed in long double, every rate at which the other side counts one more found by
 * bisection on that definition, all of them looked at, nothing assumed of how p goes on from one to the next. Includes nothing
 * of the library. 0 <= met <= assessed, assessed to 200.
 */
#ifndef ORACLE_ACCEPTANCE_ORACLE_H
#define ORACLE_ACCEPTANCE_ORACLE_H

enum { oracle_blaker, oracle_sterne, oracle_most = 200 };

/* The p-value at a rate. Probabilities nearer than a relative 1e-14 count as equal. */
long double oracle_p_of_both(int kind, int met, int assessed, long double rate);

/* For rates below met / assessed: where so many of the other side, from 0 up, begin to count; p goes by them. */
struct oracle_jumps {
    int kind, met, assessed;
    long double at[oracle_most];
};

/* met at least 1. */
void oracle_find_jumps(int kind, int met, int assessed, struct oracle_jumps *jumps);

/* The lowest rate with p above alpha, or the end of such rates. */
long double oracle_lowest(const struct oracle_jumps *jumps, long double alpha);

#endif
