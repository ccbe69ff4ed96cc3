/* Rules drawn by chance, of those that can be. */
#ifndef SUPPORT_RULED_H
#define SUPPORT_RULED_H

#include <peel.h>
#include <stdint.h>

/* A number from 0 to below the bound, the same on every machine; `state` is any number to begin with, and moves on. */
int number_below(uint64_t *state, int bound);

/* Any rule that peel_rule_check takes, of up to 20 points; its tolerance is 1e-12 or 0. */
peel_rule random_rule(uint64_t *state);

#endif
