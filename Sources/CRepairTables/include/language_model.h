#ifndef LANGUAGE_MODEL_H
#define LANGUAGE_MODEL_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// The language model of the text repair, as `train.py` writes it; `LanguageModel.swift` describes the bytes.
extern const unsigned char repair_language_model[];

/// Four little-endian bytes of it, at any offset.
static inline uint32_t repair_language_model_word(size_t offset) {
    const unsigned char *bytes = repair_language_model + offset;
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    uint32_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
#else
    return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
#endif
}

#endif
