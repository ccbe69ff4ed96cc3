/* Rows that are set aside: why, and where. */
#include <string.h>

#include "records/cases_reader.h"
#include "records/csv_fault.h"

/* The whole name of the column that a fault of this text is in, of which an error has 63 bytes. */
static const char *name_of(const struct peel_cases_reader *reader, const peel_error *fault) {
    const size_t field = (size_t)fault->field;
    return fault->field >= 1 && field <= reader->header.n ? reader->header.names[field - 1] : fault->name;
}

/* Names are compared as columns are found by them. Columns without a name are told by place. */
static int same_column(const struct peel_cases_reader *reader, const peel_error *a, const peel_error *b,
                       enum cases_origin origin) {
    const int whole = origin == cases_this_text;
    if (!header_names_equal(whole ? name_of(reader, a) : a->name, whole ? name_of(reader, b) : b->name)) return 0;
    return a->name[0] != '\0' || a->field == b->field;
}

/*
 * Within a text by the field first, and by name only as long as reasons are kept: in a thousand columns whose names begin alike for
 * 10,000 bytes, each row at fault took 12 ms to compare them.
 */
size_t cases_reason_index(const struct peel_cases_reader *reader, const peel_error *fault, enum cases_origin origin) {
    const size_t n = (size_t)reader->summary.reasons;
    const peel_cases_reason *const reasons = reader->reasons;
    if (origin == cases_this_text) {
        for (size_t i = 0; i < n; i++)
            if (reasons[i].first.status == fault->status && reasons[i].first.field == fault->field) return i;
        if (n == cases_kept_reasons) return n;
    }
    for (size_t i = 0; i < n; i++)
        if (reasons[i].first.status == fault->status && same_column(reader, &reasons[i].first, fault, origin)) return i;
    return n;
}

/* Counts the row under its reason, where that is kept. 0 where there is no memory. */
static int keep_reason(struct peel_cases_reader *reader, const peel_error *fault) {
    const size_t i = cases_reason_index(reader, fault, cases_this_text);
    if (i == cases_kept_reasons) return 1;
    if (i == (size_t)reader->summary.reasons) {
        peel_cases_reason *const reasons =
            memory_grow(&reader->allocator, reader->reasons, &reader->reasons_room, i + 1, sizeof *reader->reasons);
        if (!reasons) return 0;
        reader->reasons = reasons;
        reasons[i] = (peel_cases_reason){0, *fault};
        reader->summary.reasons++;
    }
    reader->reasons[i].rows++;
    return 1;
}

static int keep_fault(struct peel_cases_reader *reader, const peel_error *fault) {
    const size_t n = (size_t)reader->summary.faults;
    if (n == cases_kept_faults) return 1;
    struct cases_fault *const faults =
        memory_grow(&reader->allocator, reader->faults, &reader->faults_room, n + 1, sizeof *reader->faults);
    if (faults) reader->faults = faults;
    const char *const message = arena_copy(&reader->texts, &reader->allocator, fault->message, strlen(fault->message));
    const char *const name = arena_copy(&reader->texts, &reader->allocator, fault->name, strlen(fault->name));
    if (!faults || !message || !name) return 0;
    faults[n] = (struct cases_fault){fault->status, fault->field, fault->line, fault->column, name, message};
    reader->summary.faults++;
    return 1;
}

peel_status cases_set_aside(struct peel_cases_reader *reader, const peel_error *fault, peel_error *error) {
    peel_error named = *fault;
    header_name_column(&reader->header, &named);
    if (!keep_reason(reader, &named) || !keep_fault(reader, &named)) {
        fault_at(error, PEEL_ERROR_MEMORY, reader->row->line, 0, 0);
        return error->status;
    }
    reader->summary.set_aside++;
    return PEEL_OK;
}
