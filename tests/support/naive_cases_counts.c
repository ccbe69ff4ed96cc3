/* Cases in groups, and what is said of them. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "support/naive_cases_cells.h"
#include "support/naive_cases_state.h"

/* --- counting ----------------------------------------------------------------------------------------------------- */

/* A status in a column, which is known by its name; one without is known by its place. */
static int is_reason(const peel_error *first, const peel_error *fault) {
    if (first->status != fault->status || !naive_alike(first->name, fault->name)) return 0;
    return fault->name[0] != '\0' || first->field == fault->field;
}

void naive_set_aside(struct oracle *o) {
    size_t i = 0;
    while (i < (size_t)o->n.reasons && !is_reason(&o->reasons[i].first, &o->fault))
        i++;
    if (i == (size_t)o->n.reasons) {
        o->reasons[i] = (peel_cases_reason){0, o->fault};
        o->n.reasons++;
    }
    o->reasons[i].rows++;
    if (o->n.faults < 1000) o->faults[o->n.faults++] = o->fault;
    o->n.set_aside++;
}

static void note_word(struct oracle *o, size_t i) {
    const char *const name = o->plan->criteria[i].name ? o->plan->criteria[i].name : o->plan->criteria[i].column;
    const char *const text = o->cells[o->strange[i] - 1];
    peel_error place;
    o->n.unknown++;
    for (size_t j = 0; j < (size_t)o->n.words; j++) {
        if (strcmp(o->words[j].word, text) != 0 || strcmp(o->words[j].criterion, name) != 0) continue;
        o->words[j].cells++;
        return;
    }
    if (o->n.words == 100) return;
    naive_place(o, &place, PEEL_OK, o->strange[i] - 1);
    o->words[o->n.words++] = (peel_unknown_word){naive_copy(text), name, 1, place.line, place.column, 0};
}

static struct group *group_of(struct oracle *o) {
    for (size_t g = 0; g < (size_t)o->n.groups; g++) {
        size_t same = 0;
        while (same < o->plan->by_n && strcmp(o->groups[g].keys[same], o->keys[same]) == 0)
            same++;
        if (same == o->plan->by_n) return &o->groups[g];
    }
    if (o->plan->max_groups != 0 && (size_t)o->n.groups == o->plan->max_groups) return NULL;
    struct group *const made = &o->groups[o->n.groups];
    o->order[o->n.groups] = (size_t)o->n.groups;
    o->n.groups++;
    for (size_t i = 0; i < o->plan->by_n; i++)
        made->keys[i] = naive_copy(o->keys[i]);
    return made;
}

void naive_use(struct oracle *o) {
    struct group *const group = group_of(o);
    if (!group) {
        o->fatal.status = PEEL_ERROR_TOO_MANY_GROUPS;
        return;
    }
    o->n.used++;
    for (size_t i = 0; i < o->plan->criteria_n; i++) {
        group->counts[i][o->answers[i]]++;
        if (o->answers[i] == unknown) note_word(o, i);
    }
}

/* --- what it says ------------------------------------------------------------------------------------------------- */

static peel_case_tally tally_of(const struct oracle *o, const struct group *group, size_t criterion) {
    const int64_t *const c = group->counts[criterion];
    const char *const name = o->plan->criteria[criterion].name;
    peel_case_tally tally = {.criterion = name ? name : o->plan->criteria[criterion].column};
    const int64_t possible = c[met] + c[not_met] + c[missing];
    tally.met = c[met];
    tally.not_met = c[not_met];
    tally.not_applicable = c[not_applicable];
    tally.missing = c[missing];
    tally.unknown = c[unknown];
    tally.open = c[open];
    tally.lowest = possible == 0 ? NAN : (double)c[met] / (double)possible;
    tally.highest = possible == 0 ? NAN : (double)(c[met] + c[missing]) / (double)possible;
    tally.sample.met = c[met] + (o->plan->missing == PEEL_MISSING_MET ? c[missing] : 0);
    tally.sample.assessed = c[met] + c[not_met];
    if (o->plan->missing == PEEL_MISSING_MET || o->plan->missing == PEEL_MISSING_FAILED)
        tally.sample.assessed = possible;
    return tally;
}

/* Straight insertion: few groups, and no room for a mistake. */
static void sort_groups(struct oracle *o) {
    for (size_t i = 1; i < (size_t)o->n.groups; i++) {
        for (size_t j = i; j > 0; j--) {
            const struct group *const a = &o->groups[o->order[j - 1]];
            const struct group *const b = &o->groups[o->order[j]];
            int order = 0;
            for (size_t k = 0; k < o->plan->by_n && order == 0; k++)
                order = naive_order(o->plan->by[k].every, a->keys[k], b->keys[k]);
            if (order <= 0) break;
            const size_t swapped = o->order[j];
            o->order[j] = o->order[j - 1];
            o->order[j - 1] = swapped;
        }
    }
}

char *naive_say(struct oracle *o, enum facts_detail detail) {
    struct facts facts = {0};
    o->n.texts = 1;
    o->n.criteria = (int64_t)o->plan->criteria_n;
    o->n.keys = (int64_t)o->plan->by_n;
    if (o->plan->sorted) sort_groups(o);
    facts_summary(&facts, &o->n, detail);
    for (size_t i = 0; i < (size_t)o->n.groups; i++) {
        const struct group *const group = &o->groups[o->order[i]];
        for (size_t j = 0; j < o->plan->criteria_n; j++) {
            const peel_case_tally tally = tally_of(o, group, j);
            for (size_t k = 0; k < o->plan->by_n; k++)
                facts_key(&facts, group->keys[k]);
            facts_tally(&facts, &tally);
        }
    }
    for (size_t i = 0; i < (size_t)o->n.reasons; i++) {
        char what[40];
        snprintf(what, sizeof what, "reason of %lld rows", (long long)o->reasons[i].rows);
        facts_error(&facts, what, &o->reasons[i].first, detail);
    }
    for (size_t i = 0; i < (size_t)o->n.faults && detail != facts_sets; i++)
        facts_error(&facts, "fault", &o->faults[i], detail);
    for (size_t i = 0; i < (size_t)o->n.words; i++)
        facts_word(&facts, &o->words[i], detail);
    if (detail == facts_sets) facts_sort(facts.text);
    return facts.text;
}
