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

#endif
