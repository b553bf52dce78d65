#include "language_model.h"

#if defined(__clang__)
#pragma clang diagnostic ignored "-Wc23-extensions"
#endif

const _Alignas(8) unsigned char repair_language_model[] = {
#embed "model.bin"
};
