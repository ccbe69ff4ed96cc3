#include "base/rule_number.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "base/typed.h"

/* 10^22 is the largest power of ten that a double holds, 2^-1074 the smallest double. */
enum { most_places = 22, most_halvings = 1074, most_divisor = 99, most_digits = 16 };
static const double whole_end = 0x1p53;

static double power_of_ten(int places) {
    double power = 1.0;
    while (places-- > 0)
        power *= 10.0;
    return power;
}

/* Reads a whole number below 2^53. Returns its digits; 0 where there is none, or a larger one. */
static size_t read_whole(const char *text, double *whole) {
    const size_t digits = typed_digits(text);
    *whole = 0;
    if (digits > most_digits) return 0;
    for (size_t i = 0; i < digits; i++)
        *whole = 10.0 * *whole + (text[i] - '0');
    return *whole < whole_end ? digits : 0;
}

/* "0.25", "1e-6". */
static int read_decimal(const char *text, double *value) {
    struct typed_decimal decimal;
    const size_t length = typed_decimal(text, &decimal);
    double places = 0;
    text += length;
    if (*text == 'e' || *text == 'E') {
        if (text[1] != '-' || read_whole(text + 2, &places) == 0) return 0;
        text += 2 + typed_digits(text + 2);
    }
    places += decimal.places;
    if (length == 0 || *text != '\0' || places > most_places) return 0;
    *value = (double)decimal.digits / power_of_ten((int)places);
    return 1;
}

/* "2/3", "5/2^60". */
static int read_fraction(const char *text, double *value) {
    double above, below, halvings = 0;
    size_t length = read_whole(text, &above);
    if (length == 0 || text[length] != '/') return 0;
    text += length + 1;
    length = read_whole(text, &below);
    if (length == 0 || !(below > 0)) return 0;
    text += length;
    if (*text == '^') {
        length = read_whole(text + 1, &halvings);
        if (length == 0 || below < 2 || below > 2 || halvings > most_halvings) return 0;
        text += 1 + length;
        below = 1;
    }
    if (*text != '\0') return 0;
    *value = above / below;
    while (halvings-- > 0)
        *value *= 0.5; /* exact, and a whole number of the smallest double's at last */
    return 1;
}

int rule_number_read(const char *text, double *value) {
    return strchr(text, '/') ? read_fraction(text, value) : read_decimal(text, value);
}

static int is_same(double a, double b) {
    return !(a < b) && !(a > b);
}

/* The digits of value * 10^places, or -1 where they would not read back. */
static int64_t digits_of(double value, int places) {
    const double digits = floor(value * power_of_ten(places) + 0.5);
    return digits < 1e15 && is_same(digits / power_of_ten(places), value) ? (int64_t)digits : -1;
}

static int append_decimal(char *text, size_t size, double value, int least, int most) {
    for (int places = least; places <= most; places++) {
        int64_t rest = digits_of(value, places);
        if (rest < 0) continue;
        text_append_count(text, size, rest / typed_power_of_ten(places));
        if (places > 0) text_append(text, size, ".");
        for (int i = places - 1; i >= 0; i--) {
            rest %= typed_power_of_ten(i + 1);
            text_append_count(text, size, rest / typed_power_of_ten(i));
        }
        return 1;
    }
    return 0;
}

static int append_fraction(char *text, size_t size, double value) {
    for (int below = 2; below <= most_divisor; below++) {
        const double above = floor(value * below + 0.5);
        if (!is_same(above / below, value)) continue;
        text_append_count(text, size, (int64_t)above);
        text_append(text, size, "/");
        text_append_count(text, size, below);
        return 1;
    }
    return 0;
}

static int append_small(char *text, size_t size, double value) {
    for (int places = 3; places <= most_places; places++) {
        const int64_t digits = digits_of(value, places);
        if (digits < 0) continue;
        text_append_count(text, size, digits);
        text_append(text, size, "e-");
        text_append_count(text, size, places);
        return 1;
    }
    return 0;
}

void rule_number_append(char *text, size_t size, double value) {
    int halvings = 0;
    const int small = value > 0 && value < 0.001;
    if (!small && append_decimal(text, size, value, 0, 3)) return;
    if (append_fraction(text, size, value)) return;
    if (small ? append_small(text, size, value) : append_decimal(text, size, value, 4, 14)) return;
    while (!is_same(value, floor(value))) {
        value *= 2.0;
        halvings++;
    }
    text_append_count(text, size, (int64_t)value);
    text_append(text, size, "/2^");
    text_append_count(text, size, halvings);
}
