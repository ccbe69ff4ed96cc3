#include "support/truth.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The number in a field; *ok becomes 0 where the field is not wholly a number. */
static double number(const char *field, int *ok) {
    char *end;
    double value = strtod(field, &end);
    *ok = *ok && end != field && *end == '\0';
    return value;
}

static int64_t count(const char *field, int *ok) {
    char *end;
    int64_t value = strtoll(field, &end, 10);
    *ok = *ok && end != field && *end == '\0';
    return value;
}

static void read_method(const char *field, struct truth *truth, int *ok) {
    char name[32];
    size_t length = strlen(field);
    truth->raw = length > 4 && strcmp(field + length - 4, "-raw") == 0;
    if (truth->raw) length -= 4;
    *ok = *ok && length < sizeof name;
    if (!*ok) return;
    memcpy(name, field, length);
    name[length] = '\0';
    *ok = peel_method_parse(PEEL_CONCEPT_RATE, name, &truth->method, NULL) == PEEL_OK;
    truth->options.method = truth->method;
}

/* The method, and k and n from this field on. */
static int begin(const struct table *table, size_t k, struct truth *truth) {
    int ok = 1;
    memset(truth, 0, sizeof *truth);
    truth->line = table->line;
    truth->options.size = sizeof truth->options;
    read_method(table->field[0], truth, &ok);
    truth->sample.met = count(table->field[k], &ok);
    truth->sample.assessed = count(table->field[k + 1], &ok);
    return ok;
}

int truth_next_interval(struct table *table, struct truth *truth) {
    if (!table_next(table, ',')) return 0;
    int ok = table->fields == 6 && begin(table, 1, truth);
    if (!ok) return -1;
    truth->options.confidence = number(table->field[3], &ok);
    truth->lower = number(table->field[4], &ok);
    truth->upper = number(table->field[5], &ok);
    return ok ? 1 : -1;
}

int truth_next(struct table *table, struct truth *truth) {
    enum { plain = 8, with_population = 9, with_prior = 10 };
    if (!table_next(table, ',')) return 0;
    const size_t fields = table->fields;
    int ok = fields >= plain && fields <= with_prior && begin(table, fields == with_prior ? 3 : 1, truth);
    if (!ok) return -1;
    char **const rest = table->field + (fields - 5); /* side, given, level, lower, upper */
    if (fields == with_population) truth->sample.population = count(table->field[3], &ok);
    if (fields == with_prior) truth->options.prior_met = number(table->field[1], &ok);
    if (fields == with_prior) truth->options.prior_failed = number(table->field[2], &ok);
    ok = ok && peel_side_parse(rest[0], &truth->options.side, NULL) == PEEL_OK;
    if (strcmp(rest[1], "alpha") == 0)
        truth->options.alpha = number(rest[2], &ok);
    else
        truth->options.confidence = number(rest[2], &ok);
    truth->lower = number(rest[3], &ok);
    truth->upper = number(rest[4], &ok);
    return ok ? 1 : -1;
}

/* A double's place in the order of all doubles. */
static int64_t place(double x) {
    int64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits < 0 ? INT64_MIN - bits : bits;
}

int64_t ulp_distance(double a, double b) {
    if (isnan(a) || isnan(b)) return INT64_MAX;
    int64_t from = place(a);
    int64_t to = place(b);
    if ((from < 0) != (to < 0)) return INT64_MAX;
    return from > to ? from - to : to - from;
}

double relative_error(double got, double expected) {
    return got == expected ? 0 : fabs(got - expected) / fabs(expected);
}

/*
 * Wilson: a chain of a few rounded operations. Clopper-Pearson, mid-P, Jeffreys: what the search promises.
 * Agresti-Coull and Wald subtract, so near 0 they are right only to the last digit of the numbers subtracted.
 */
int truth_close(int32_t method, int64_t assessed, double got, double expected) {
    int64_t ulps = ulp_distance(got, expected);
    switch (method) {
    case PEEL_RATE_WILSON:
    case PEEL_RATE_WILSON_CC: return ulps <= 5;
    case PEEL_RATE_CLOPPER_PEARSON:
        return ulps <= 8 && (assessed > 1000000000 || relative_error(got, expected) <= 1e-15);
    case PEEL_RATE_MID_P:
    case PEEL_RATE_JEFFREYS: return relative_error(got, expected) <= 2e-15;
    default: return ulps <= 16 || fabs(got - expected) <= 1e-16;
    }
}
