/*
 * peel tally --look: the columns of files and what each seems to hold; and the layouts that are known.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE
#include "tally_look.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static peel_status feed_look(void *reader, const void *bytes, size_t size, peel_error *error) {
    return peel_look_feed(reader, bytes, size, error);
}

/* Most of a text is enough to know it by. */
static char *short_text(const char *text) {
    enum { longest = 32 };
    char *copy = text_flat_copy(text);
    size_t letters = 0;
    for (char *at = copy; *at != '\0'; at++) {
        letters += ((unsigned char)*at & 0xC0U) != 0x80U;
        if (letters <= longest) continue;
        *at = '\0';
        char *cut = NULL;
        if (asprintf(&cut, "%s...", copy) < 0) cut = NULL;
        free(copy);
        return needed(cut);
    }
    return copy;
}

/* The texts, with how often; of a column in which each is another one, three are enough. */
static char *examples_text(const peel_look_column *column) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = needed(open_memstream(&text, &size));
    int32_t all = column->example_n;
    if (all > 3 && (column->example_cells[1] == 1 || column->different > 1000)) all = 3;
    for (int32_t i = 0; i < all; i++) {
        char *example = short_text(column->example[i]);
        fprintf(out, "%s%s", i > 0 ? ", " : "", example);
        if (column->example_cells[i] > 1) fprintf(out, " (%lld)", (long long)column->example_cells[i]);
        free(example);
    }
    if (column->different > all && all > 0) fputs(", ...", out);
    fclose(out);
    return needed(text);
}

static void show_columns(const struct looked *looked) {
    static const struct column columns[] = {{"column", 1, 0}, {"holds", 0, 0},     {"filled", 0, 1},
                                            {"blank", 0, 1},  {"different", 0, 1}, {"examples", 1, 0}};
    struct grid grid = {.columns = columns, .column_count = sizeof columns / sizeof columns[0]};
    for (size_t i = 0; i < looked->count; i++) {
        const peel_look_column *column = &looked->columns[i];
        char *examples = examples_text(column);
        grid_put(&grid, "%s", column->name);
        grid_put(&grid, "%s", peel_holds_name(column->holds));
        grid_put(&grid, "%lld", (long long)column->filled);
        grid_put(&grid, "%lld", (long long)column->blank);
        if (column->different > 1000)
            grid_put(&grid, "over 1000");
        else
            grid_put(&grid, "%lld", (long long)column->different);
        grid_put(&grid, "%s", examples);
        free(examples);
    }
    grid_show(&grid);
}

/* A command stands on a line of its own, which is not broken, so that it can be copied. */
static void show_advice(const char *advice) {
    if (advice[0] != '\0') putchar('\n');
    while (*advice != '\0') {
        size_t length = strcspn(advice, "\n");
        wrap_pause(advice[0] == ' ');
        printf("%.*s\n", (int)length, advice);
        advice += length + (advice[length] == '\n');
    }
    wrap_pause(0);
}

static void look_text(const struct looked *looked) {
    const peel_look_summary *summary = &looked->summary;
    char *source = text_flat_copy(looked->source), blank[blank_lines_size];
    printf("%s: %lld %s, ", source, (long long)summary->rows, summary->rows == 1 ? "row" : "rows");
    if (summary->set_aside > 0) printf("%lld of them set aside, ", (long long)summary->set_aside);
    printf("%lld %s", (long long)summary->columns, summary->columns == 1 ? "column" : "columns");
    if (summary->columns > 1) printf(", parted by %s", delimiter_name(summary->delimiter));
    if (summary->layout != 0) printf("; the layout %s", peel_layout_name(summary->layout));
    if (summary->totals_rows != 0)
        printf("; %lld %s of totals passed over", (long long)summary->totals_rows,
               summary->totals_rows == 1 ? "row" : "rows");
    blank_lines_text(blank, summary->blank_lines, summary->columns == 1);
    printf("%s%s\n\n", blank[0] != '\0' ? "; " : "", blank);
    show_columns(looked);
    if (looked->command) {
        printf("\nThe command that would count it:\n");
        wrap_pause(1);
        printf("  %s\n", looked->command);
        wrap_pause(0);
    }
    show_advice(looked->advice);
    free(source);
}

static void look_csv(const struct looked *looked, size_t index) {
    if (index == 0) csv_begin(&looked->request->settings);
    if (index == 0) printf("file,column,holds,filled,blank,different,examples\n");
    for (size_t i = 0; i < looked->count; i++) {
        const peel_look_column *column = &looked->columns[i];
        char *source = text_copy(looked->source), *examples = examples_text(column);
        csv_text(source, ',');
        csv_exact(looked->names[i], ',');
        csv_text(peel_holds_name(column->holds), ',');
        csv_count(column->filled, ',');
        csv_count(column->blank, ',');
        if (column->different > 1000)
            csv_text("", ',');
        else
            csv_count(column->different, ',');
        csv_text(examples, '\n');
        free(source);
        free(examples);
    }
}

static json_t *column_object(const peel_look_column *column, const char *name) {
    json_t *object = json_object(), *examples = json_array();
    for (int32_t i = 0; i < column->example_n; i++) {
        json_t *example = json_object();
        json_object_set_new(example, "text", value_exact(column->example[i]));
        json_object_set_new(example, "cells", json_integer(column->example_cells[i]));
        json_array_append_new(examples, example);
    }
    json_object_set_new(object, "name", value_exact(name));
    json_object_set_new(object, "holds", json_string(peel_holds_name(column->holds)));
    json_object_set_new(object, "nearly",
                        column->nearly != 0 ? json_string(peel_holds_name(column->nearly)) : json_null());
    json_object_set_new(object, "odd", json_integer(column->odd));
    json_object_set_new(object, "filled", json_integer(column->filled));
    json_object_set_new(object, "blank", json_integer(column->blank));
    json_object_set_new(object, "different", value_count(column->different, column->different <= 1000));
    json_object_set_new(object, "examples", examples);
    return object;
}

static void look_json(const struct looked *looked, size_t index) {
    const peel_look_summary *summary = &looked->summary;
    const char delimiter[] = {(char)summary->delimiter, '\0'};
    json_t *object = json_object(), *columns = json_array();
    for (size_t i = 0; i < looked->count; i++)
        json_array_append_new(columns, column_object(&looked->columns[i], looked->names[i]));
    json_object_set_new(object, "file", value_clean(looked->source));
    json_object_set_new(object, "rows", json_integer(summary->rows));
    json_object_set_new(object, "set_aside", json_integer(summary->set_aside));
    json_object_set_new(object, "totals_rows", json_integer(summary->totals_rows));
    json_object_set_new(object, "blank_lines", json_integer(summary->blank_lines));
    json_object_set_new(object, "repeated_headers", json_integer(summary->repeated_headers));
    json_object_set_new(object, "delimiter", json_string(delimiter));
    json_object_set_new(object, "layout",
                        summary->layout != 0 ? json_string(peel_layout_name(summary->layout)) : json_null());
    json_object_set_new(object, "columns", columns);
    json_object_set_new(object, "command", looked->command ? value_clean(looked->command) : json_null());
    json_object_set_new(object, "advice", value_text(looked->advice));
    json_show_item(object, index);
}

/* Reads a file to its end. Returns 0 where that failed, and the faults say why. */
static int look_at(const struct tally_request *request, const char *path, peel_look **look) {
    const peel_look_options options = {
        .size = sizeof options, .encoding = request->settings.encoding, .delimiter = request->delimiter};
    peel_error error = {.status = PEEL_OK};
    peel_status status = peel_look_open(&options, look, &error);
    const struct reading reading = {*look, feed_look, ""};
    if (status == PEEL_OK) {
        if (!read_file(request->report, path, &reading, &error)) return 0;
        status = error.status == PEEL_OK ? peel_look_finish(*look, &error) : error.status;
    }
    if (status != PEEL_OK) set_text_aside(request->report, source_name(path), &error);
    return status == PEEL_OK;
}

static void show_file(const struct tally_request *request, const char *path, const peel_look *look, size_t index) {
    struct looked looked = {.request = request, .path = path, .source = source_name(path)};
    if (peel_look_count(look, &looked.summary) != PEEL_OK) return;
    looked.columns = needed(calloc((size_t)looked.summary.columns + 1, sizeof *looked.columns));
    looked.names = needed(calloc((size_t)looked.summary.columns + 1, sizeof *looked.names));
    while (peel_look_column_at(look, looked.count, &looked.columns[looked.count]) == PEEL_OK) {
        peel_look_column *column = &looked.columns[looked.count];
        looked.names[looked.count++] = column->name;
        column->name = name_typed(column->name);
    }
    propose(&looked);
    if (looked.summary.first.status != PEEL_OK)
        report_add_fault(request->report, looked.source, &looked.summary.first, exit_set_aside)->lines =
            looked.summary.set_aside; /* of which the first alone is known */
    if (request->settings.format == format_json) {
        look_json(&looked, index);
    } else if (request->settings.format == format_csv) {
        look_csv(&looked, index);
    } else {
        if (index > 0) putchar('\n');
        look_text(&looked);
    }
    for (size_t i = 0; i < looked.count; i++)
        free((char *)looked.columns[i].name);
    free(looked.columns);
    free(looked.names);
    free(looked.command);
    free(looked.advice);
}

int command_look(const struct tally_request *request) {
    static const struct item input = {.typed = "-"};
    const struct settings *settings = &request->settings;
    const struct item *items = settings->item_count > 0 ? settings->items : &input;
    size_t count = settings->item_count > 0 ? settings->item_count : 1, shown = 0;
    int json = settings->format == format_json;
    if (json) printf("{\n  \"version\": \"%s\",\n  \"results\": ", peel_version());
    for (size_t i = 0; i < count; i++) {
        peel_look *look = NULL;
        request->report->item = i;
        if (look_at(request, items[i].typed, &look)) show_file(request, items[i].typed, look, shown++);
        peel_look_close(look);
    }
    if (json) {
        json_end_items(shown);
        show_json_faults(request->report);
    }
    fflush(stdout);
    report_say_faults(request->report);
    return request->report->exit_code;
}

int show_layouts(const struct tally_request *request) {
    static const struct column columns[] = {{"layout", 0, 0}, {"what it is", 1, 0}};
    struct grid grid = {.columns = columns, .column_count = 2};
    int format = request->settings.format;
    if (request->settings.item_count > 0)
        return usage_error("%s: nothing goes with --layouts", request->settings.items[0].typed);
    if (format == format_json) printf("{\n  \"version\": \"%s\",\n  \"results\": ", peel_version());
    csv_begin(&request->settings);
    if (format == format_csv) printf("layout,sentence\n");
    for (int32_t i = 1; peel_layout_name(i); i++) {
        if (format == format_json) {
            json_t *object = json_object();
            json_object_set_new(object, "layout", json_string(peel_layout_name(i)));
            json_object_set_new(object, "sentence", json_string(peel_layout_sentence(i)));
            json_show_item(object, (size_t)i - 1);
        } else if (format == format_csv) {
            csv_text(peel_layout_name(i), ',');
            csv_text(peel_layout_sentence(i), '\n');
        } else {
            grid_put(&grid, "%s", peel_layout_name(i));
            grid_put(&grid, "%s", peel_layout_sentence(i));
        }
    }
    if (format == format_json) {
        json_end_items(1);
        show_json_faults(request->report);
    }
    if (grid.count > 0) grid_show(&grid);
    return exit_answered;
}
