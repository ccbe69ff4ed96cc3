/* A proportion with its complement, each to full accuracy: 1 - y loses the digits of a small x. */
#ifndef NUMERIC_PROPORTION_H
#define NUMERIC_PROPORTION_H

struct proportion {
    double x;
    double y; /* 1 - x */
};

/* That of the others. */
static inline struct proportion proportion_flipped(struct proportion at) {
    return (struct proportion){at.y, at.x};
}

/* The proportion whose logit is higher by the step. */
struct proportion proportion_moved(struct proportion from, double step);

/* Whether a is less than b: by their complements where x has no digits left for it. */
static inline int proportion_below(struct proportion a, struct proportion b) {
    return a.x <= 0.5 ? a.x < b.x : a.y > b.y;
}

#endif
