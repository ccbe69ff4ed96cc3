#include <peel/status.h>

const char *peel_status_name(peel_status status) {
#define CASE(constant, code, name, sentence)                                                                           \
    case code: return name;
    switch (status) {
        PEEL_STATUSES(CASE)
    default: return NULL;
    }
#undef CASE
}

const char *peel_status_sentence(peel_status status) {
#define CASE(constant, code, name, sentence)                                                                           \
    case code: return sentence;
    switch (status) {
        PEEL_STATUSES(CASE)
    default: return NULL;
    }
#undef CASE
}

int32_t peel_status_family(peel_status status) {
    return peel_status_name(status) ? status / 100 : -1;
}

const char *peel_note_name(uint32_t note) {
#define CASE(constant, bit, name, sentence)                                                                            \
    case bit: return name;
    switch (note) {
        PEEL_NOTES(CASE)
    default: return NULL;
    }
#undef CASE
}

const char *peel_note_sentence(uint32_t note) {
#define CASE(constant, bit, name, sentence)                                                                            \
    case bit: return sentence;
    switch (note) {
        PEEL_NOTES(CASE)
    default: return NULL;
    }
#undef CASE
}
