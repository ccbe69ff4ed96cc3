/* Rules written as texts, which read back as the same rules. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include <peel.h>

static const double usual = 1e-12;

static peel_rule parsed(const char *text) {
    peel_rule rule;
    peel_error error;
    const peel_status status = peel_rule_parse(text, &rule, &error);
    cr_assert(status == PEEL_OK, "%s: %s", text, error.message);
    cr_assert(peel_rule_parse(text, &rule, NULL) == PEEL_OK);
    return rule;
}

Test(rules_written, room) {
    const peel_rule rule = parsed("2 of 3 beyond 2/3");
    char text[32] = "as it was";
    cr_expect(peel_rule_text(&rule, text, 17) == PEEL_ERROR_WORK && strcmp(text, "as it was") == 0);
    cr_expect(peel_rule_text(&rule, text, 0) == PEEL_ERROR_WORK && strcmp(text, "as it was") == 0);
    cr_expect(peel_rule_text(&rule, text, 18) == PEEL_OK && strcmp(text, "2 of 3 beyond 2/3") == 0);
}

/* These are written just as they are read. */
Test(rules_written, written) {
    const char *const texts[] = {
        "7 beyond 0",
        "1 beyond 1",
        "1 beyond 0.5",
        "1 beyond 2.125",
        "1 beyond 0.1234567",
        "1 beyond 5/7",
        "7 of 7 beyond 2/3 below",
        "2 of 3 beyond 2/3 same-side ties-pass without-beyond flag-run tolerance 1e-6",
        "15 within 1/3",
        "9 of 10 within 0.333 flag-last",
        "7 steps above ties-count",
        "14 alternating flag-none",
        "8 beyond 1/3 both-sides",
        "longest-run ties-break flag-last",
        "crossings flag-run tolerance 0",
        "crossings tolerance 0.01",
        "7 beyond 0 tolerance 12345e-9",
        "7 beyond 0 tolerance 1/2^60",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const peel_rule rule = parsed(texts[i]);
        char text[160];
        cr_assert(peel_rule_text(&rule, text, sizeof text) == PEEL_OK);
        cr_expect(strcmp(text, texts[i]) == 0, "%s: %s", texts[i], text);
    }
}

static uint64_t state = 20260101;

static uint64_t drawn(void) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return state >> 11;
}

static int32_t below(int32_t bound) {
    return (int32_t)(drawn() % (uint64_t)bound);
}

/* A number up to `most`: short, a fraction, or with all digits of a double of any size. */
static double number(double most) {
    switch (below(5)) {
    case 0: return 0;
    case 1: return most * below(1001) / 1000.0;
    case 2: return most * below(100) / 99.0;
    case 3: return most * ((double)drawn() * 0x1p-53);
    default: return ldexp((double)(drawn() % (UINT64_C(1) << 53)), -53 - below(1022)) * most;
    }
}

/* Most of these cannot be; those that can take every form. */
static peel_rule random_rule(void) {
    const int32_t counts = below(6);
    const int windows = counts <= PEEL_RULE_WITHIN;
    return (peel_rule){.counts = counts,
                       .needed = counts >= PEEL_RULE_LONGEST_RUN ? 1 : 1 + below(below(2) ? 12 : 1000),
                       .of = windows && below(2) ? 1 + below(below(2) ? 15 : 1000) : 0,
                       .side = below(2) ? below(4) : 0,
                       .others = windows && below(3) == 0,
                       .ties = below(3),
                       .without_beyond = windows && below(3) == 0,
                       .flags = below(4),
                       .zone = windows ? number(10) : 0,
                       .tolerance = below(2) ? usual : number(0.01)};
}

Test(rules_written, what_is_written_reads_back) {
    int seen[6] = {0};
    size_t longest = 0;
    for (int turn = 0; turn < 200000; turn++) {
        const peel_rule rule = random_rule();
        peel_rule again;
        char text[160];
        peel_error error;
        if (peel_rule_check(&rule) != PEEL_OK) {
            cr_assert(peel_rule_text(&rule, text, sizeof text) == PEEL_ERROR_RULE);
            continue;
        }
        cr_assert(peel_rule_text(&rule, text, sizeof text) == PEEL_OK);
        const peel_status status = peel_rule_parse(text, &again, &error);
        cr_assert(status == PEEL_OK, "%s: %s", text, error.message);
        cr_assert(memcmp(&rule, &again, sizeof rule) == 0, "%s", text);
        if (strlen(text) > longest) longest = strlen(text);
        seen[rule.counts]++;
    }
    for (int i = 0; i < 6; i++)
        cr_expect(seen[i] > 2000, "%d of %d", seen[i], i);
    cr_expect(longest > 100 && longest < 140, "%zu", longest);
}

/* The rules of the sets are written without a detail too many. */
Test(rules_written, the_sets) {
    static const char *const nhs[] = {"1 beyond 1", "7 steps", "7 beyond 0",
                                      "2 of 3 beyond 2/3 same-side without-beyond"};
    static const char *const nelson[] = {
        "1 beyond 1",        "9 beyond 0",        "6 steps",       "14 alternating",
        "2 of 3 beyond 2/3", "4 of 5 beyond 1/3", "15 within 1/3", "8 beyond 1/3 both-sides"};
    static const char *const anhoej[] = {"longest-run", "crossings"};
    static const struct {
        int32_t set;
        size_t count;
        const char *const *texts;
    } sets[] = {{PEEL_RULES_NHS, 4, nhs}, {PEEL_RULES_NELSON, 8, nelson}, {PEEL_RULES_ANHOEJ, 2, anhoej}};
    for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++) {
        peel_rule rules[PEEL_RULES_MAX];
        size_t count = 0;
        cr_assert(peel_rule_set_get(sets[i].set, PEEL_RULES_MAX, rules, &count) == PEEL_OK);
        cr_assert(count == sets[i].count);
        for (size_t j = 0; j < count; j++) {
            char text[160];
            cr_expect(peel_rule_text(rules + j, text, sizeof text) == PEEL_OK);
            cr_expect(strcmp(text, sets[i].texts[j]) == 0, "%s: %s", sets[i].texts[j], text);
            const peel_rule read = parsed(text);
            cr_expect(memcmp(&read, rules + j, sizeof read) == 0, "%s", text);
        }
    }
}
