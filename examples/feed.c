/*
 * Our program has its own sockets, queues and memory. How does it hand records to the reader, and add up what two
 * sources sent?
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cc feed.c $(pkg-config --cflags --libs peel) -o feed
 */
#include <peel.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The host's source of bytes. It gives what it has, cut anywhere: within a word, a quotation, a letter of two bytes. */
struct source {
    size_t (*receive)(struct source *source, const char **bytes); /* 0: the sender is done */
    const char *const *pieces;
    size_t left;
};

static size_t receive(struct source *source, const char **bytes) {
    if (source->left == 0) return 0;
    source->left--;
    *bytes = *source->pieces++;
    return strlen(*bytes);
}

static const char *const city[] = {"offence,plan created,no",
                                   "te\nburglary,Y,\"waiting,\nas to",
                                   "ld\"\nrobbery,",
                                   "N,\nburglary,N",
                                   "A,\nrobbery,Y",
                                   ",caf\xC3",
                                   "\xA9\n"};
static const char *const north[] = {"note,plan created,offence\r\n", ",y,robbery\r\n,,burglary\r",
                                    "\n,no,burglary\r\n"};

/* The host's memory: what the reader takes is counted, and ends at a budget. Each block says how large it is. */
struct budget {
    size_t used, most, limit;
};
union block {
    size_t size;
    max_align_t unit;
};

static void *resize(void *context, void *memory, size_t size) {
    struct budget *budget = context;
    union block *old = memory ? (union block *)memory - 1 : NULL;
    size_t before = old ? old->size : 0;
    if (size > budget->limit || budget->used - before > budget->limit - size) return NULL; /* the call says so */
    union block *block = realloc(old, sizeof *block + size);
    if (!block) return NULL;
    block->size = size;
    budget->used += size - before;
    if (budget->used > budget->most) budget->most = budget->used;
    return block + 1;
}

static void *allocate(void *context, size_t size) {
    return resize(context, NULL, size);
}

static void release(void *context, void *memory) {
    if (!memory) return;
    union block *block = (union block *)memory - 1;
    ((struct budget *)context)->used -= block->size;
    free(block);
}

/* A source from its first byte to its last. One that ended too early is told from one that is complete: see finish. */
static peel_status read_all(struct source *source, peel_cases_reader *reader, peel_error *error) {
    const char *bytes;
    size_t size;
    while ((size = source->receive(source, &bytes)) > 0) {
        peel_status status = peel_cases_feed(reader, bytes, size, error);
        if (status != PEEL_OK) return status;
    }
    return peel_cases_finish(reader, error);
}

static peel_status count(struct budget *budget, peel_cases_reader *reader[2], peel_error *error) {
    const peel_group_by by = {.column = "offence"};
    const peel_criterion planned = {.column = "plan created"};
    const peel_cases_plan plan = {
        .size = sizeof plan,
        .allocator = {allocate, resize, release, budget},
        .by = &by,
        .by_n = 1,
        .criteria = &planned,
        .criteria_n = 1,
        .sorted = 1,
        .max_field = 4096, /* what a sender can make us keep is bounded */
        .max_groups = 100,
    };
    struct source sources[2] = {{receive, city, sizeof city / sizeof *city},
                                {receive, north, sizeof north / sizeof *north}};
    peel_status status = PEEL_OK;
    for (int i = 0; i < 2 && status == PEEL_OK; i++) {
        status = peel_cases_open(&plan, &reader[i], error);
        if (status == PEEL_OK) status = read_all(&sources[i], reader[i], error);
    }
    return status == PEEL_OK ? peel_cases_merge(reader[0], reader[1], error) : status;
}

int main(void) {
    struct budget budget = {.limit = 4 << 20};
    peel_cases_reader *reader[2] = {NULL, NULL};
    peel_case_tally tally;
    const char *offence;
    peel_error error;
    peel_status status = count(&budget, reader, &error);
    if (status != PEEL_OK) fprintf(stderr, "feed: line %lld: %s\n", (long long)error.line, error.message);
    for (size_t i = 0; status == PEEL_OK && peel_cases_tally(reader[0], i, &tally) == PEEL_OK; i++)
        if (peel_cases_key(reader[0], tally.group, 0, &offence) == PEEL_OK)
            printf("%s: %s %lld of %lld, not applicable %lld, missing %lld\n", offence, tally.criterion,
                   (long long)tally.sample.met, (long long)tally.sample.assessed, (long long)tally.not_applicable,
                   (long long)tally.missing);
    for (int i = 0; i < 2; i++)
        peel_cases_close(reader[i]);
    printf("memory: %s its budget, %zu bytes left to release\n", budget.most <= budget.limit ? "within" : "above",
           budget.used);
    return status != PEEL_OK;
}
