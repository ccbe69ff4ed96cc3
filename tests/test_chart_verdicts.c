/* Thousands of small seeded series of all kinds and options against tests/oracle/chart_oracle.c: lines, signals, notes. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "oracle/chart_oracle.h"
#include "support/seeded.h"

enum { series_each = 2000 };

static const struct {
    enum oracle_kind oracle;
    int32_t kind;
} kinds[] = {{ORACLE_P, PEEL_CHART_P},       {ORACLE_EXACT, PEEL_CHART_EXACT}, {ORACLE_LANEY, PEEL_CHART_LANEY},
             {ORACLE_EWMA, PEEL_CHART_EWMA}, {ORACLE_CUSUM, PEEL_CHART_CUSUM}, {ORACLE_XMR, PEEL_CHART_XMR},
             {ORACLE_RUN, PEEL_CHART_RUN},   {ORACLE_G, PEEL_CHART_G},         {ORACLE_T, PEEL_CHART_T}};
enum { kind_count = sizeof kinds / sizeof kinds[0] };

static const struct {
    unsigned oracle;
    uint32_t note;
} notes[] = {{ORACLE_SHORT, PEEL_NOTE_SHORT_SERIES},
             {ORACLE_GAP, PEEL_NOTE_GAP},
             {ORACLE_NOTHING, PEEL_NOTE_NOTHING_ASSESSED},
             {ORACLE_CONSTANT, PEEL_NOTE_NO_VARIATION},
             {ORACLE_UNLIMITED, PEEL_NOTE_NO_LIMITS},
             {ORACLE_SCATTERED, PEEL_NOTE_OVERDISPERSED},
             {ORACLE_UNEQUAL, PEEL_NOTE_UNEQUAL_SIZES},
             {ORACLE_CUT, PEEL_NOTE_CLIPPED},
             {ORACLE_AT_END, PEEL_NOTE_LIMIT_AT_END},
             {ORACLE_WITHHELD, PEEL_NOTE_DIP},
             {ORACLE_TIED, PEEL_NOTE_TIED},
             {ORACLE_WIDTHLESS, PEEL_NOTE_NO_WIDTH}};
enum { note_count = sizeof notes / sizeof notes[0] };

static uint32_t notes_of(unsigned oracle) {
    uint32_t of = 0;
    for (int i = 0; i < note_count; i++)
        if (oracle & notes[i].oracle) of |= notes[i].note;
    return of;
}

static int below(uint64_t *state, int n) {
    return (int)(next_number(state) % (uint64_t)n);
}

/* A series and the same options for both. */
struct question {
    struct series series;
    peel_chart_options options;
    struct oracle_chart oracle;
};

static struct series points_of(uint64_t *state, int values, int whole) {
    static const double rates[] = {0.5, 0.9, 0.97, 0.1, 1, 0};
    int n = 1 + below(state, below(state, 3) ? 14 : 40), high = 1 + below(state, 40);
    uint32_t marks = below(state, 2) ? PEEL_MARK_EXCLUDED | PEEL_MARK_REBASE : 0;
    struct series series = random_series(state, (size_t)n, below(state, 3) ? high / 2 + 1 : high, high,
                                         rates[below(state, below(state, 4) ? 4 : 6)], marks, below(state, 2));
    if (below(state, 40) == 0) /* nothing assessed at all */
        for (int i = 0; i < n; i++)
            series.points[i].sample = (peel_sample){0, 0, 0};
    if (below(state, 20) == 0) series.points[0].sample = (peel_sample){0, 0, 0};
    for (int i = 0, later = 0; i < n && !values; i++) {
        if (below(state, 30) == 0) later++;
        series.points[i].period += later;
    }
    if (!values) return series;
    struct series other = rates_of(&series);
    for (int i = 0; i < n && (whole || below(state, 2)); i++)
        other.value[i] = isnan(other.value[i]) ? NAN : (double)series.points[i].sample.met;
    return other;
}

static struct question ask(uint64_t *state, int k) {
    static const double sigmas[] = {3, 3, 3, 2, 1, 0.1, 5};
    struct question q;
    memset(&q, 0, sizeof q);
    int values = kinds[k].oracle >= ORACLE_G || (kinds[k].oracle >= ORACLE_XMR && below(state, 2));
    q.series = points_of(state, values, kinds[k].oracle >= ORACLE_G);
    int n = (int)q.series.n, sum = kinds[k].oracle == ORACLE_CUSUM;
    struct oracle_chart *o = &q.oracle;
    peel_chart_options *p = &q.options;
    *p = (peel_chart_options){.size = sizeof *p, .kind = kinds[k].kind};
    p->sigmas = sum || kinds[k].oracle == ORACLE_RUN ? 0 : sigmas[below(state, 7)];
    p->better = below(state, 3);
    p->screening = kinds[k].oracle == ORACLE_LANEY || kinds[k].oracle == ORACLE_XMR ? below(state, 2) : 0;
    p->floor = kinds[k].oracle == ORACLE_LANEY ? below(state, 2) : 0;
    p->has_target = below(state, 4) > 0;
    if (p->has_target) p->target = (double)below(state, 21) / 20;
    if (p->has_target && values && below(state, 2)) p->target = (double)below(state, 20) - 5;
    if (below(state, 15) == 0) p->design = PEEL_DESIGN_DIP;
    if (sum) p->accept = below(state, 2) ? 0.9 : 0.5;
    if (sum) p->reject = below(state, 2) ? 0.8 : 0.95;
    if (sum) p->threshold = below(state, 2) ? 2 : 3.5;
    if (kinds[k].oracle == ORACLE_EWMA) p->weight = below(state, 2) ? 0.2 : 0.6;
    if (kinds[k].oracle <= ORACLE_LANEY || kinds[k].oracle == ORACLE_XMR) p->rule_set = below(state, 7);
    if (kinds[k].oracle >= ORACLE_G) p->rule_set = below(state, 6);
    if (n > 3 && below(state, 3) == 0 && !sum) { /* some points of one segment */
        int first = below(state, n), end = first + 1;
        while (first > 0 && below(state, 4) && !(q.series.marks[first] & PEEL_MARK_REBASE))
            first--;
        while (end < n && !(q.series.marks[end] & PEEL_MARK_REBASE) && below(state, 12))
            end++;
        p->baseline_first = (size_t)first;
        p->baseline_end = (size_t)end;
    }
    o->kind = kinds[k].oracle;
    o->n = n;
    o->values = values;
    for (int i = 0; i < n; i++) {
        o->given[i] = q.series.value[i];
        o->met[i] = values ? 0 : (long)q.series.points[i].sample.met;
        o->size[i] = values ? 0 : (long)q.series.points[i].sample.assessed;
        o->period[i] = values ? i + 1 : (long)q.series.points[i].period;
        o->excluded[i] = (q.series.marks[i] & PEEL_MARK_EXCLUDED) != 0;
        o->rebase[i] = i > 0 && (q.series.marks[i] & PEEL_MARK_REBASE) != 0;
    }
    o->better = p->better == PEEL_BETTER_UP ? 1 : p->better == PEEL_BETTER_DOWN ? -1 : 0;
    o->screening = p->screening;
    o->floor = p->floor;
    o->has_target = p->has_target;
    o->dip = p->design == PEEL_DESIGN_DIP;
    o->sigmas = p->sigmas > 0 ? p->sigmas : 3;
    o->baseline_first = (int)p->baseline_first;
    o->baseline_end = (int)p->baseline_end;
    o->target = p->target;
    o->accept = p->accept;
    o->reject = p->reject;
    o->threshold = p->threshold;
    o->weight = p->weight;
    return q;
}

/* Whether a rule of a set that flags no point has a complete run in the last segment. */
static int made_silently(const peel_chart_options *options, const struct drawn *got, size_t n) {
    peel_rule rules[PEEL_RULES_MAX];
    size_t count;
    int made = 0, last = (int)got->segment[n - 1];
    int anhoej = options->rule_set == PEEL_RULES_ANHOEJ || options->kind == PEEL_CHART_RUN;
    if (!anhoej) return 0; /* no other set has such a rule */
    cr_assert(peel_rule_set_get(PEEL_RULES_ANHOEJ, PEEL_RULES_MAX, rules, &count) == PEEL_OK);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < n && rules[i].flags == PEEL_FLAG_NONE; j++)
            made |= (int)got->segment[j] == last && (got->complete[j] >> i & 1U);
    return made;
}

/* The rules of a set that have a side: all but within, both-sides, alternating and crossings. */
static unsigned sided_rules(const peel_chart_options *options) {
    peel_rule rules[PEEL_RULES_MAX];
    size_t count;
    unsigned sided = 0;
    int32_t set = options->rule_set ? options->rule_set : PEEL_RULES_NHS;
    if (options->kind == PEEL_CHART_RUN) set = PEEL_RULES_ANHOEJ;
    if (options->kind == PEEL_CHART_CUSUM || options->kind == PEEL_CHART_EWMA) set = PEEL_RULES_LIMITS;
    cr_assert(peel_rule_set_get(set, PEEL_RULES_MAX, rules, &count) == PEEL_OK);
    for (size_t i = 0; i < count; i++)
        if (rules[i].counts != PEEL_RULE_WITHIN && rules[i].counts != PEEL_RULE_ALTERNATING &&
            rules[i].counts != PEEL_RULE_CROSSINGS && rules[i].side != PEEL_RULE_BOTH_SIDES)
            sided |= 1U << i;
    return sided;
}

static int close(double got, long double truth, double size) {
    if (isnan(got) || isnan(truth)) return isnan(got) && isnan(truth);
    return fabsl((long double)got - truth) <= 1e-12L * fmaxl(fabsl(truth), size);
}

static void expect_points(const struct question *q, const struct drawn *got, const struct oracle_answer *truth,
                          const char *name) {
    for (int i = 0; i < (int)q->series.n; i++) {
        cr_expect(isnan(got->value[i]) != truth->is_there[i] && got->segment[i] == truth->segment[i]);
        cr_expect(close(got->value[i], truth->value[i], q->oracle.kind == ORACLE_CUSUM ? 100 : 1e-3),
                  "%s: value %.17g, not %.17Lg", name, got->value[i], truth->value[i]);
        cr_expect(close(got->centre[i], truth->is_there[i] ? truth->centre[i] : (long double)NAN, 0), "%s", name);
        cr_expect(close(got->lower[i], truth->is_there[i] ? truth->lower[i] : (long double)NAN, 1) &&
                      close(got->upper[i], truth->is_there[i] ? truth->upper[i] : (long double)NAN, 1),
                  "%s point %d: %.17g to %.17g, not %.17Lg to %.17Lg", name, i, got->lower[i], got->upper[i],
                  truth->lower[i], truth->upper[i]);
        cr_expect(got->signal[i] == truth->signal[i], "%s point %d: signal %d, not %d", name, i, (int)got->signal[i],
                  truth->signal[i]);
        uint32_t sure = ~notes_of((unsigned)truth->in_doubt);
        cr_expect((got->notes[i] & sure) == (notes_of(truth->notes[i]) & sure), "%s point %d: notes %x, not %x", name,
                  i, (unsigned)got->notes[i], (unsigned)notes_of(truth->notes[i]));
        if (q->oracle.dip) cr_expect(got->rules[i] == 0);
    }
}

static void expect_result(const struct question *q, const struct drawn *got, const struct oracle_answer *truth,
                          const char *name) {
    const peel_chart_result *r = &got->result;
    uint32_t sure = ~notes_of((unsigned)truth->in_doubt);
    uint32_t known = notes_of(truth->all_notes) & sure;
    cr_expect((r->notes & ~(uint32_t)PEEL_NOTE_NO_COUNTS & sure) == known, "%s: notes %x, not %x", name,
              (unsigned)r->notes, (unsigned)known);
    int counts_unknown = q->series.values && (q->oracle.kind == ORACLE_XMR || q->oracle.kind == ORACLE_RUN);
    cr_expect(((r->notes & PEEL_NOTE_NO_COUNTS) != 0) == counts_unknown);
    cr_expect(r->kind == q->options.kind && r->variation == truth->variation && r->assurance == truth->assurance,
              "%s: variation %d, not %d; assurance %d, not %d", name, (int)r->variation, truth->variation,
              (int)r->assurance, truth->assurance);
    cr_expect(r->points == truth->points && r->signals == truth->signals && r->segments == truth->segments &&
              (int)r->first == truth->first && (int)r->last == truth->last);
    cr_expect(close(r->scatter, truth->scatter, 1e-2), "%s: scatter %.17g, not %.17Lg", name, r->scatter,
              truth->scatter);
    cr_expect(close(r->reach, truth->reach, 1e-9), "%s: reach %.17g, not %.17Lg", name, r->reach, truth->reach);
    uint32_t made = 0;
    for (size_t i = 0; i < q->series.n; i++)
        made |= got->rules[i];
    cr_expect((made & ~r->rules) == 0);
    if (truth->points == 0 || r->last < r->first) {
        cr_expect(isnan(r->lower) && isnan(r->upper) && isnan(r->centre));
        return;
    }
    cr_expect(same(r->lower, got->lower[r->last]) && same(r->upper, got->upper[r->last]));
    cr_expect(same(r->centre, got->centre[r->last]));
    if (q->oracle.kind == ORACLE_CUSUM || q->oracle.dip) return;
    cr_expect(r->runs.useful == truth->runs.useful && r->runs.longest_run == truth->runs.longest &&
                  r->runs.longest_run_most == truth->runs.longest_most && r->runs.crossings == truth->runs.crossings &&
                  r->runs.crossings_least == truth->runs.crossings_least,
              "%s: runs", name);
}

Test(chart_verdicts, all_kinds) {
    uint64_t state = 31;
    int seen_notes[note_count] = {0}, seen_signals[5] = {0}, seen_assurances[4] = {0};
    for (int k = 0; k < kind_count; k++)
        for (int i = 0; i < series_each; i++) {
            struct question q = ask(&state, k);
            struct drawn got = draw_chart(&q.series, &q.options);
            for (size_t j = 0; j < q.series.n; j++) {
                q.oracle.rules[j] = got.rules[j];
                q.oracle.upward[j] = got.upward[j];
            }
            q.oracle.sided = sided_rules(&q.options);
            q.oracle.silent = made_silently(&q.options, &got, q.series.n);
            struct oracle_answer truth;
            oracle_chart_of(&q.oracle, &truth);
            char name[64];
            snprintf(name, sizeof name, "kind %d series %d", (int)q.options.kind, i);
            expect_points(&q, &got, &truth, name);
            expect_result(&q, &got, &truth, name);
            for (int s = 0; s < note_count; s++)
                seen_notes[s] += (got.result.notes & notes[s].note) != 0;
            seen_signals[got.result.variation]++;
            seen_assurances[got.result.assurance]++;
        }
    for (int s = 0; s < note_count; s++)
        cr_expect(seen_notes[s] > 50, "note %d: %d", s, seen_notes[s]);
    for (int s = 0; s < 5; s++)
        cr_expect(seen_signals[s] > 10 || s == PEEL_SIGNAL_MIXED, "signal %d: %d", s, seen_signals[s]);
    for (int s = 0; s < 4; s++)
        cr_expect(seen_assurances[s] > 100, "assurance %d: %d", s, seen_assurances[s]);
}
