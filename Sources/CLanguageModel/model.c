#include "CLanguageModel.h"

const unsigned char opsbook_language_model[] __attribute__((aligned(16))) = {
#embed "model.bin"
};
