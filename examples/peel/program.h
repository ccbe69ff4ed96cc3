/*
 * What the files of the program share: exit codes, the rows of a report, and the small tools to read and show them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef PROGRAM_H
#define PROGRAM_H

#include <getopt.h>
#include <jansson.h>
#include <peel.h>
#include <stddef.h>
#include <stdint.h>

/* Exit codes, as the manual page states them. A report keeps the highest that it met. */
enum { exit_answered = 0, exit_set_aside = 1, exit_usage = 2, exit_file = 3 };

/* The values of --format, in the order of format_words; sentences are what comes without the option. */
enum { format_table, format_csv, format_json, format_sentences };
extern const char *const format_words[];
enum { format_word_count = 3 };

/* One line of the input. The texts are the row's own, in UTF-8, without control characters but tab and line feed. */
struct row {
    char *source; /* the file that it stands in; "" for a typed sample */
    char *force;
    char *area;
    char *criterion;
    char *period;
    char *reported;
    char *note;
    int64_t line; /* 0 for a typed sample */
    size_t item;  /* the argument that it came from */
    peel_sample sample;
    double target;
    int32_t kind;   /* PEEL_TALLY_... */
    int32_t counts; /* PEEL_COUNTS_... */
};

/* A row or a sample that was set aside, or a file of which nothing is shown. */
struct fault {
    char *source; /* as in a row */
    char *sample; /* as typed; NULL for what is of a file */
    char *field;
    char *message;
    int64_t line, column; /* 0: not of one */
    int64_t lines;        /* that it stands for */
    int32_t place;        /* of the field in the row, from 1 */
    size_t item;
    peel_status status; /* PEEL_OK: of the system, not of the library */
    int exit_code;      /* exit_file: nothing of the file is shown */
};

/* What one method says of a row; the interval is all 0 for a row that is not a sample. */
struct answer {
    const struct row *row;
    peel_status status; /* not PEEL_OK: one of all methods has no answer, but for the method and its side */
    peel_interval interval;
    peel_bounds bounds; /* the limits in cases of the population; lower -1 where there are none */
    peel_test test;     /* against the rate below; method 0 where nothing was tested */
    double against;
    size_t order; /* as typed, or as in the file */
};

/* The rate that a sample is tested against. */
enum { against_nothing, against_rate, against_target };

struct report {
    struct row *rows;
    size_t row_count, row_room;
    struct fault *faults;
    size_t fault_count, fault_room;
    struct answer *answers;
    size_t answer_count, answer_room;
    peel_rate_options options;
    int all_methods;
    int against; /* against_... */
    double against_rate;
    int32_t test; /* of the concept rate-test */
    int plus_minus;
    int decimals;
    int several_sources; /* 1: rows of more than one file */
    int input_read;      /* 1: standard input is at its end */
    size_t item;         /* the argument that is being read */
    int exit_code;
};

/* An argument as typed, or the sample of --failures. */
struct item {
    const char *typed;
    int failures;
};

/* What the commands that answer take alike, each as many of these options as it has a use for. */
struct settings {
    struct item *items;
    size_t item_count;
    double confidence;
    int confidence_typed;
    int32_t side, design, encoding;
    int decimals;
    int format;
    int byte_order_mark;
    int encoding_typed;
    int help;
    const char *of_rates; /* the first option typed that is of rates, which not everything shows */
};
enum { o_help = 'h', o_failures = 256, o_confidence, o_side, o_design, o_decimals, o_format, o_bom, o_encoding, o_own };
/* clang-format off */
#define SETTINGS                                                                                                       \
    {"design", required_argument, NULL, o_design}, {"confidence", required_argument, NULL, o_confidence},              \
    {"side", required_argument, NULL, o_side}, {"decimals", required_argument, NULL, o_decimals},                      \
    {"format", required_argument, NULL, o_format}, {"bom", no_argument, NULL, o_bom},                                  \
    {"help", no_argument, NULL, o_help}
/* clang-format on */

/* Options from o_own on are the command's: `take` is handed them. */
struct command_line {
    const char *command;
    const struct option *options;
    int (*take)(int option, const char *typed, void *request);
    void *request;
    struct settings *settings;
};

/*
 * options.c: fills the settings, whose items the caller frees. These return the exit code; the latter two say what the
 * library thinks of an option.
 */
int read_command_line(const struct command_line *line, int argc, char **argv);
int library_word(peel_status status, const peel_error *error);
int option_status(peel_status status);

/* rate.c, compare.c, reported.c, trend.c, chart.c, tally.c, methods.c: the commands, with argv[0] the command's name, to exit codes. */
int command_rate(int argc, char **argv);
int command_compare(int argc, char **argv);
int command_reported(int argc, char **argv);
int command_trend(int argc, char **argv);
int command_chart(int argc, char **argv);
int command_tally(int argc, char **argv);
int command_methods(int argc, char **argv);
extern const char rate_help[];
extern const char compare_help[];
extern const char reported_help[];
extern const char trend_help[];
extern const char chart_help[];
extern const char tally_help[];
extern const char methods_help[];

/* message.c: what goes to standard error. usage_error and option_error return exit_usage. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));
int usage_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
int option_error(const char *command, int answer, const char *typed, const struct option *options);

/* Memory that is there: without it the program ends with exit_file. grown makes room for one item more. */
void *needed(void *memory) __attribute__((returns_nonnull));
void *grown(void *array, size_t *room, size_t count, size_t item_size) __attribute__((returns_nonnull));

/*
 * typed.c: what people type. Each returns 1 where the text is what was asked for, and leaves its outputs alone else. A
 * confidence may have been rounded to 0 or 1.
 */
int typed_count(const char *text, int64_t *count);
int typed_sample(const char *text, int64_t *met, int64_t *assessed);
int typed_confidence(const char *text, double *confidence);
int typed_decimals(const char *text, int *decimals);
int typed_next_count(const char **list, int last, int64_t *count);
int typed_points(const char *text, double *margin);
int typed_rate(const char *text, double *rate); /* 0% to 100% */
int typed_one(const char *text);                /* 1, which may be a percentage or a proportion */
int typed_pair(const char *text, double *first, double *second);
int is_figure(const char *text);
int typed_word(const char *option, const char *text, const char *const *words, int count, int *index);

/* text.c: texts and numbers as they are shown. A number's text fits into number_size bytes. */
enum { number_size = 64, most_decimals = 12 };
void text_clean(char *text);
char *text_copy(const char *text);
char *text_flat_copy(const char *text);
int shortest_digits(double number);
void percent(char *text, double rate, int decimals, const char *unit, int in_words);
void confidence_percent(char *text, double confidence);
void level_percent(char *text, double alpha);
void expected_text(char *text, double number);
double shown_z(double z);
int telling_decimals(double rate, double other, int decimals);
uint32_t take_note(uint32_t *notes);
void note_names(char *text, uint32_t notes);
const char *kind_name(int32_t kind);
const char *printed_counts(const struct row *row);

/*
 * offers.c: the names of a concept's methods with that offer, as in "wilson, wald and logit", which the caller frees; that a
 * method has no bounds, and which have; and --prior, which a method must have a use for (typed NULL: not typed).
 */
char *methods_with(int32_t concept_number, uint32_t offer);
int refuse_side(int32_t method);
int typed_prior(const char *typed, int taken, double *met, double *failed);

/* report.c: the rows and their answers. */
void report_add_row(struct report *report, const char *source, const peel_tally *tally);
void report_answer(struct report *report);
void report_sort_by_rate(struct report *report);
void report_free(struct report *report);

/* faults.c: what was set aside, and what is said of it. The fault that was added may be told its sample and item. */
void name_options(peel_error *error); /* beside the library's advice */
struct fault *report_add_fault(struct report *report, const char *source, const peel_error *error, int exit_code);
void report_add_row_fault(struct report *report, const struct row *row, peel_status status, const char *column,
                          const char *message);
void say_place(const char *source, int64_t line, int64_t column,
               const char *field); /* as compilers do: an editor can go there */
void report_sort_faults(struct report *report);
void report_say_faults(const struct report *report);
void report_say_unanswered(const struct report *report); /* of all methods those without an answer */
void report_free_faults(struct report *report);

/* items.c: reads a sample or a file into the report; the exit code. A typed fault says its status' sentence, or a message. */
int is_sample(const struct item *item);
int read_item(struct report *report, const struct item *item, int64_t population, int32_t encoding);
void report_add_typed_fault(struct report *report, const char *typed, peel_status status);
void report_add_typed_message(struct report *report, const char *typed, peel_status status, const char *message);

/*
 * files.c: feeds a file, "-" for standard input, to a reader. Returns 0 where the system could not read it, which is then among
 * the faults; else error->status is PEEL_OK at the end of the file, or what the reader refused to read on for.
 */
struct reading {
    void *reader;
    peel_status (*feed)(void *reader, const void *bytes, size_t size, peel_error *error);
    const char *missing; /* before what the system says of a file that is not there */
};
int read_file(struct report *report, const char *path, const struct reading *reading, peel_error *error);
const char *source_name(const char *path);
void set_file_aside(struct report *report, const char *source, const char *message, const char *advice);
void set_text_aside(struct report *report, const char *source, peel_error *error);

/* Reads a file of tallies, "-" for standard input, into the report: tallies.c. */
void read_tallies(struct report *report, const char *path, int32_t encoding);

/* interval.c: what may be shown of the interval of a rate, half its width, its prior, and whether its test is significant. */
enum { shows_rate = 1, shows_lower = 2, shows_upper = 4 };
int interval_shows(const peel_interval *interval);
double rate_upper(const peel_sample *sample, const peel_interval *interval);
int answer_shows(const struct answer *answer);
double answer_upper(const struct answer *answer);
double answer_half_width(const struct answer *answer);
uint32_t answer_notes(const struct answer *answer);
double answer_prior(const struct answer *answer, double typed);
const char *answer_significant(const struct answer *answer);

/*
 * say.c: parts of sentences. Texts fit into number_size bytes; a change is signed and in percentage points, and is never 0
 * when it is not exactly that; a p-value is on its own side of alpha, to which one within a relative 1e-12 is equal. say_notes returns what stands before the next note.
 */
void say_label(const struct row *row);
void say_rate(const peel_sample *sample, const peel_interval *interval, int decimals);
struct rate_words {
    int decimals, limit_decimals;
    const char *cases; /* after the limits: ", 112 to 159 of the 300" */
    const char *prior; /* after the method */
};
void say_rate_with(const peel_sample *sample, const peel_interval *interval, const struct rate_words *words);
typedef void put_value(char *text, double value, int decimals);
void say_interval(const peel_interval *interval, put_value *put, int decimals);
void say_change(const peel_interval *change, int decimals);
void points(char *text, double change, int decimals);
void points_size(char *text, double size, int decimals); /* without its sign */
const char *point_word(const char *digits);
void ratio_text(char *text, double ratio, int decimals);
int is_significant(double p_value, double alpha);
void p_value_text(char *text, double p_value, double alpha);
void p_value_cell(char *text, double p_value, double alpha);
void short_title(char *text, int32_t method);
const char *say_notes(uint32_t notes, const char *before);

/* Notes of several results, each said once: "In 2 of 3 series: ..." where it holds of some alone. */
struct note_counts {
    size_t total;
    size_t held[32]; /* by the bit of the note */
};
void count_notes(struct note_counts *counts, uint32_t notes);
void say_share(size_t held, size_t total, const char *things);
const char *say_note_counts(const struct note_counts *counts, const char *things, const char *before);

/* show_text.c, show_table.c, show_csv.c, show_json.c: a report in a format. */
void show_sentences(const struct report *report);
void show_notes(const struct report *report);
void show_table(const struct report *report);
void show_csv(const struct report *report);
void show_json(const struct report *report);

/* show_table.c: what the columns lower and upper are. */
void say_limits_caption(const peel_rate_options *options, int all_methods);

/* table.c: a table whose columns without text are left out. A cell's text may stand in `buffer`. */
struct column {
    const char *name;
    int breaks;  /* 1: a text that may be broken between words */
    int numbers; /* 1: aligned to the right */
};
typedef const char *cell_text(const void *context, size_t row, size_t column, char buffer[number_size]);
void table_show(const struct column *columns, size_t column_count, size_t row_count, cell_text *cell,
                const void *context);

/* wrap.c: breaks long lines from now on where standard output is a terminal; not while it is paused, as for a table. */
void wrap_begin(void);
void wrap_pause(int pause);
void wrap_end(void);
size_t wrap_width(void); /* of the terminal; 0 where nothing is broken */

/* grid.c: a table that is filled cell by cell, row by row, and released when it is shown. */
struct grid {
    const struct column *columns;
    size_t column_count;
    char **cells;
    size_t count, room;
};
void grid_put(struct grid *grid, const char *format, ...) __attribute__((format(printf, 2, 3)));
void grid_show(struct grid *grid);
void put_limits(struct grid *grid, const peel_interval *interval, put_value *put, int decimals);

/* proportion.c: the shortest text of 0, 1 and what lies from 0.0001 to 1, in number_size bytes. Returns 0 for any other. */
int proportion_text(char *text, double number);

/* csv.c: the mark of --bom; and one cell, followed by `end`; csv_exact is for a text that came from a file. */
void csv_begin(const struct settings *settings);
void csv_text(const char *text, char end);
void csv_exact(const char *text, char end);
void csv_number(double number, char end);
void csv_count(int64_t count, char end);

/* json.c: a value, which is released; and a list in an object, whose items are written one by one, each released. */
void json_show(json_t *value);
void json_show_item(json_t *value, size_t index);
void json_end_items(size_t count);
void show_json_faults(const struct report *report); /* and the end of the object */

/*
 * records.c: results for CSV and JSON. Each record has all the names, null until they are set; names are file and line
 * first, status last. Those in `nested` are in JSON alone. Showing releases the records.
 */
struct records {
    const char *const *names;
    size_t name_count;
    const char *const *nested;
    size_t nested_count;
    json_t *list;
};
json_t *value_number(double number);
json_t *value_count(int64_t count, int known);
json_t *value_text(const char *text);
json_t *value_exact(const char *text); /* as it came from a file */
json_t *value_clean(const char *text); /* without control characters, and UTF-8 in any case */
json_t *value_notes(uint32_t notes);
json_t *records_add(struct records *records);
void record_set(json_t *record, const char *name, json_t *value);
void record_number(json_t *record, const char *name, double number);
void record_count(json_t *record, const char *name, int64_t count, int known);
void record_text(json_t *record, const char *name, const char *text);
void record_interval(json_t *record, const peel_interval *interval);
void record_test(json_t *record, const peel_test *test);
void records_show(struct records *records, const struct report *report, const struct settings *settings);

#endif
