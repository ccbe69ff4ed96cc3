/*
 * Tails of the hypergeometric distribution: a term, and the sum of what follows over that term. Of many terms the sum is an
 * integral with Gregory's correction.
 */
#include <math.h>

#include "numeric/elementary.h"
#include "numeric/hypergeometric.h"

/* The terms fall, and the sum ends where they no longer count, after 700 or so at most: their roundings cost 5e-16. */
static double beyond_by_sum(struct table table) {
    const double negligible = 0x1p-60; /* what follows may be a hundred terms */
    double term = 1.0;
    double sum = 0.0;
    while (term > negligible * sum && table.a > 0.0 && table.d > 0.0) {
        term *= table.a * table.d / ((table.b + 1.0) * (table.c + 1.0));
        sum += term;
        table = table_moved(table, 1.0);
    }
    return sum;
}

/* How steeply the logarithm of the terms falls at first, and where they have fallen to exp(-38), if along a normal curve. */
struct reach {
    double slope;
    double width;
};

static struct reach reach_of(struct table table) {
    const double depth = 38.0; /* 20 points to a depth of 35 left 8e-15 of skewed tails, 22 to 36 left 1.4e-15 */
    double slope = log1p(-table_cross_difference(table) / (table.a * table.d));
    double bend = 1.0 / table.a + 1.0 / table.b + 1.0 / table.c + 1.0 / table.d;
    return (struct reach){slope, 2.0 * depth / (slope + sqrt(slope * slope + 2.0 * depth * bend))};
}

/* What a cell that changes by the share u of itself adds to the logarithm of the term, but for (1 + u) under a square root. */
static double cell_share(double cell, double u) {
    double part = u / (1.0 + u); /* 1 / cell - 1 / changed is part / cell */
    double over = 1.0 / cell;
    double stirling = over * part * (1.0 / 12 - over * over / 360 * (1.0 + (1.0 - part) * (2.0 - part)));
    return stirling - cell * (u * u - (1.0 + u) * linear_minus_log1p_near(u));
}

/* P(K = c + v) / P(K = c) for any v from 0 to the width. */
static double fallen(struct table table, double slope, double v) {
    double a = -v / table.a;
    double b = v / table.b;
    double c = v / table.c;
    double d = -v / table.d;
    double shares =
        (cell_share(table.a, a) + cell_share(table.d, d)) + (cell_share(table.b, b) + cell_share(table.c, c));
    return exp(shares - slope * v) / sqrt((1.0 + a) * (1.0 + d) * ((1.0 + b) * (1.0 + c)));
}

static double integral(struct table table, struct reach reach) {
    /* the Gauss-Legendre rule of 24 points on [0, 1]: points below 1/2 and weights, computed with 50 digits and rounded */
    static const double rule[12][2] = {
        {0.00240639000148932, 0.0061706148999936},    {0.012635722014345251, 0.014265694314466832},
        {0.030862723998633622, 0.022138719408709904}, {0.056792236497799485, 0.02964929245771839},
        {0.08999900701304854, 0.03667324070554015},   {0.12993790421072282, 0.04309508076597664},
        {0.17595317403151223, 0.04880932605205694},   {0.22728926430558022, 0.05372213505798282},
        {0.2831032461869774, 0.0577528340268628},     {0.3424786601519183, 0.060835236463901696},
        {0.40444056626319186, 0.06291872817341415},   {0.4679715535686972, 0.06396909767337608},
    };
    double sum = 0.0;
    for (int i = 0; i < 12; i++) {
        double near = fallen(table, reach.slope, reach.width * rule[i][0]);
        double far = fallen(table, reach.slope, reach.width * (1.0 - rule[i][0]));
        sum += rule[i][1] * (near + far);
    }
    return reach.width * sum;
}

/*
 * Gregory's formula: the sum of g(j) from j = 0 is the integral + g(0) / 2 - D / 12 + D^2 / 24 - ..., D the forward differences at
 * 0 (Jordan 1965, Calculus of Finite Differences, section 99). Eight of them left 3e-15, ten leave 1e-16 or so.
 */
static double beyond_by_integral(struct table table, struct reach reach) {
    enum { differences = 10 };
    static const double gregory[differences] = {
        -1.0 / 12,          1.0 / 24,         -19.0 / 720,
        3.0 / 160,          -863.0 / 60480,   275.0 / 24192,
        -33953.0 / 3628800, 8183.0 / 1036800, -3250433.0 / 479001600,
        4671.0 / 788480,
    };
    double terms[differences + 1] = {1.0};
    double sum = integral(table, reach) - 0.5;
    struct table at = table;
    for (int j = 1; j <= differences; j++) {
        terms[j] = terms[j - 1] * (at.a * at.d / ((at.b + 1.0) * (at.c + 1.0)));
        at = table_moved(at, 1.0);
    }
    for (int order = 0; order < differences; order++) {
        for (int j = 0; j < differences - order; j++)
            terms[j] = terms[j + 1] - terms[j];
        sum += gregory[order] * terms[0];
    }
    return sum;
}

double hypergeometric_beyond(struct table table) {
    const double wide = 210.0;     /* no cell is then below 600, nor changes by more than 0.35 of itself */
    const double steep = 1.0 / 16; /* at 1 / 11 the differences leave 1e-15, at 1 / 5 1e-12 */
    if (table.a > wide && table.b > wide && table.c > wide && table.d > wide) {
        struct reach reach = reach_of(table);
        if (reach.width > wide && reach.slope < steep) return beyond_by_integral(table, reach);
    }
    return beyond_by_sum(table);
}

int hypergeometric_falls(struct table table) {
    return table.a * table.d <= (table.b + 1.0) * (table.c + 1.0);
}

struct table_tail hypergeometric_tail(struct table table, double first) {
    double term = hypergeometric_term(table);
    if (hypergeometric_falls(table)) return (struct table_tail){term, term * (first + hypergeometric_beyond(table))};
    /* below the mode: 1 less the other tail, P(K < c), with the share of P(K = c) that was not asked for */
    return (struct table_tail){term, 1.0 - term * ((1.0 - first) + hypergeometric_beyond(table_flipped(table)))};
}

double hypergeometric_upper(struct table table, double first) {
    return hypergeometric_tail(table, first).upper;
}
