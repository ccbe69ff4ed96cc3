/*
 * Any bytes as a text in a published layout. The first two bytes choose the layout and the keys, the next four the sizes of the
 * pieces, the rest is the text, below a first row of the layout where the second byte says so. What must hold: what holds of
 * every text of cases (counting.h); a look at the text says the same in pieces as whole; and a text that a look takes for a
 * layout has all the columns of it. See tests/fuzz/README.md.
 */
#include "fuzz/counting.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { choice_bytes = 2, head_size = choice_bytes + sizes_n };

static const char *const first_rows[] = {
    "",
    ("Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,Self-defined ethnicity,"
     "Officer-defined ethnicity,Legislation,Object of search,Outcome,Outcome linked to object of search,"
     "Removal of more than just outer clothing\n"),
    "Outcome linked to object of search,Outcome,Date,Self-defined ethnicity,Officer-defined ethnicity,Gender,Type\r\n",
    ("Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
     "Last outcome category,Context\n"),
};

static const peel_group_by keys[] = {
    {.column = "Date", .every = PEEL_EVERY_DAY},    {.column = "Gender"},     {.column = "Type"},
    {.column = "Month", .every = PEEL_EVERY_MONTH}, {.column = "Crime type"},
};

struct look {
    peel_look *look;
    peel_status status;
    peel_error error;
    peel_look_summary summary;
};

static struct look look_at(const uint8_t *text, size_t size, const uint8_t *sizes) {
    struct look at;
    memset(&at, 0, sizeof at);
    MUST(peel_look_open(NULL, &at.look, NULL) == PEEL_OK);
    for (size_t done = 0, i = 0; done < size && at.status == PEEL_OK; i++) {
        const size_t piece = next_piece(sizes, i, size - done);
        at.status = peel_look_feed(at.look, text + done, piece, &at.error);
        done += piece;
    }
    if (at.status == PEEL_OK) at.status = peel_look_finish(at.look, &at.error);
    if (at.status == PEEL_OK)
        MUST(peel_look_count(at.look, &at.summary) == PEEL_OK);
    else
        must_be_error(&at.error, at.status);
    return at;
}

static void must_look_alike(const struct look *a, const struct look *b) {
    peel_look_column columns[2];
    MUST(a->status == b->status && memcmp(&a->error, &b->error, sizeof a->error) == 0);
    MUST(memcmp(&a->summary, &b->summary, sizeof a->summary) == 0);
    for (size_t i = 0; i < (size_t)a->summary.columns; i++) {
        MUST(peel_look_column_at(a->look, i, &columns[0]) == PEEL_OK);
        MUST(peel_look_column_at(b->look, i, &columns[1]) == PEEL_OK);
        must_be_text(columns[0].name, strlen(columns[0].name) + 1);
        MUST(strcmp(columns[0].name, columns[1].name) == 0 && columns[0].holds == columns[1].holds);
        MUST(columns[0].filled == columns[1].filled && columns[0].different == columns[1].different);
        MUST(columns[0].filled + columns[0].blank == a->summary.rows - a->summary.set_aside);
        MUST(peel_holds_name(columns[0].holds) && columns[0].example_n == columns[1].example_n);
        for (int32_t j = 0; j < columns[0].example_n; j++) {
            must_be_text(columns[0].example[j], strlen(columns[0].example[j]) + 1);
            MUST(strcmp(columns[0].example[j], columns[1].example[j]) == 0);
            MUST(columns[0].example_cells[j] == columns[1].example_cells[j]);
        }
    }
    MUST(peel_look_column_at(a->look, (size_t)a->summary.columns, &columns[0]) != PEEL_OK);
}

static void look_both_ways(const uint8_t *text, size_t size, const uint8_t *sizes) {
    const struct look cut = look_at(text, size, sizes);
    const struct look whole = look_at(text, size, NULL);
    must_look_alike(&cut, &whole);
    if (cut.status == PEEL_OK && cut.summary.layout != PEEL_LAYOUT_NONE) {
        const peel_cases_plan plan = {
            .size = sizeof plan, .layout = cut.summary.layout, .delimiter = cut.summary.delimiter, .unknown = 1};
        MUST(count_both_ways(&plan, text, size, sizes) != PEEL_ERROR_MISSING_COLUMN);
    }
    peel_look_close(cut.look);
    peel_look_close(whole.look);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    peel_cases_plan plan = {.size = sizeof plan, .layout = PEEL_LAYOUT_STOP_SEARCH};
    if (size < head_size) return 0;
    const char *const first_row = first_rows[data[1] & 3];
    const size_t head = strlen(first_row);
    uint8_t *const text = malloc(head + size);
    MUST(text);
    memcpy(text, first_row, head);
    memcpy(text + head, data + head_size, size - head_size);
    if ((data[1] & 3) == 3 || ((data[1] & 3) == 0 && (data[0] & 1))) plan.layout = PEEL_LAYOUT_STREET;
    plan.by = plan.layout == PEEL_LAYOUT_STREET ? keys + 3 : keys;
    plan.by_n = data[0] >> 1 & 3;
    if (plan.layout == PEEL_LAYOUT_STREET && plan.by_n == 3) plan.by_n = 2;
    plan.zone = data[0] >> 3 & 1;
    plan.unknown = data[0] >> 4 & 1;
    plan.sorted = data[0] >> 5 & 1;
    plan.missing = data[0] >> 6 & 3;
    count_both_ways(&plan, text, head + size - head_size, data + choice_bytes);
    look_both_ways(text, head + size - head_size, data + choice_bytes);
    free(text);
    return 0;
}
