#include "repair_tables.h"

#if defined(__clang__)
#pragma clang diagnostic ignored "-Wc23-extensions"
#endif

static const _Alignas(8) uint8_t encodings[] = {
#embed "encodings.bin"
};

static const _Alignas(8) uint8_t languages[] = {
#embed "languages.bin"
};

const uint8_t *repair_encodings(void) { return encodings; }

const uint8_t *repair_languages(void) { return languages; }
