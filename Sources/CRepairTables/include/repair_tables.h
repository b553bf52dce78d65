// Made by make-tables.py. Offsets in bytes; the tables are described there.
#ifndef REPAIR_TABLES_H
#define REPAIR_TABLES_H

#include <stdint.h>

/// Mappings from the legacy encodings to Unicode.
const uint8_t *_Nonnull repair_encodings(void);
/// Statistics of languages.
const uint8_t *_Nonnull repair_languages(void);

enum {
  REPAIR_GB18030_RANGE_COUNT = 206,
  REPAIR_SINGLE_BYTE = 0,
  REPAIR_SHIFT_JIS = 5120,
  REPAIR_GBK = 27680,
  REPAIR_BIG5 = 75560,
  REPAIR_EUC_KR = 115124,
  REPAIR_GB18030_RANGES = 163004,
  REPAIR_LANGUAGE_COUNT = 43,
  REPAIR_TRAITS = 344,
  REPAIR_ENCODINGS_SIZE = 163828,
  REPAIR_LANGUAGES_SIZE = 159040,
};

#endif
