/* The reader of cases: opened, fed, closed. */
#include <peel/cases.h>

#include "base/options.h"
#include "base/text.h"
#include "records/cases_reader.h"

static peel_status refuse(peel_error *error, peel_status status) {
    error_set(error, status);
    return status;
}

peel_status peel_cases_close(peel_cases_reader *reader) {
    if (!reader) return PEEL_OK;
    const peel_allocator allocator = reader->allocator;
    if (reader->csv) csv_reader_close(reader->csv);
    cases_plan_release(&reader->plan, &allocator);
    names_release(&reader->names, &allocator);
    names_release(&reader->groups, &allocator);
    names_release(&reader->words_seen, &allocator);
    arena_release(&reader->texts, &allocator);
    memory_release(&allocator, reader->header.names);
    memory_release(&allocator, reader->cells);
    memory_release(&allocator, reader->counts);
    memory_release(&allocator, reader->order);
    memory_release(&allocator, reader->faults);
    memory_release(&allocator, reader->reasons);
    memory_release(&allocator, reader->words);
    memory_release(&allocator, reader);
    return PEEL_OK;
}

/* What the plan is read into, and the reader of CSV that it asks for. */
static peel_status open_parts(struct peel_cases_reader *reader, const peel_cases_plan *plan, peel_error *error) {
    struct csv_options csv = {.allocator = reader->allocator, .row = cases_take_row, .context = reader};
    peel_status status = cases_plan_read(reader, plan, error);
    if (status != PEEL_OK) return status;
    reader->summary.texts = 1;
    reader->summary.keys = (int64_t)reader->plan.keys_n;
    reader->summary.criteria = (int64_t)reader->plan.criteria_n;
    reader->cells = memory_get(&reader->allocator, reader->plan.columns_n * sizeof *reader->cells);
    if (!reader->cells) return refuse(error, PEEL_ERROR_MEMORY);
    csv.encoding = plan->encoding;
    csv.delimiter = reader->plan.delimiter;
    csv_options_limit(&csv, plan->max_field, plan->max_fields);
    status = csv_reader_open(&csv, &reader->csv);
    return status == PEEL_OK ? status : refuse(error, status);
}

peel_status peel_cases_open(const peel_cases_plan *given, peel_cases_reader **reader, peel_error *error) {
    const size_t first = offsetof(peel_cases_plan, max_groups) + sizeof(size_t); /* of 0.1.0 */
    peel_cases_plan plan;
    peel_allocator allocator;
    if (!given || !reader) return refuse(error, PEEL_ERROR_NULL);
    peel_status status = options_read(&plan, sizeof plan, first, given);
    if (status == PEEL_OK) status = memory_choose(&plan.allocator, &allocator);
    if (status != PEEL_OK) return refuse(error, status);
    struct peel_cases_reader *const made = memory_get(&allocator, sizeof *made);
    if (!made) return refuse(error, PEEL_ERROR_MEMORY);
    *made = (struct peel_cases_reader){.allocator = allocator};
    status = open_parts(made, &plan, error);
    if (status != PEEL_OK) {
        peel_cases_close(made);
        return status;
    }
    *reader = made;
    return PEEL_OK;
}

peel_status peel_cases_feed(peel_cases_reader *reader, const void *bytes, size_t size, peel_error *error) {
    if (!reader || (!bytes && size > 0)) return refuse(error, PEEL_ERROR_NULL);
    const peel_status status = csv_reader_feed(reader->csv, bytes, size, error);
    if (status != PEEL_OK && error) header_name_column(&reader->header, error);
    return status;
}

peel_status peel_cases_finish(peel_cases_reader *reader, peel_error *error) {
    if (!reader) return refuse(error, PEEL_ERROR_NULL);
    const peel_status status = csv_reader_finish(reader->csv, error);
    if (status == PEEL_OK) {
        cases_sort(reader);
        return cases_judge(reader, error);
    }
    if (error) header_name_column(&reader->header, error);
    return status;
}
