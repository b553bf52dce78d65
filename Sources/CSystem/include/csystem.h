#ifndef CSYSTEM_H
#define CSYSTEM_H

#include <stddef.h>

/// renameat2(2) with RENAME_EXCHANGE; 0, or -1 with errno set (ENOSYS where the system has no such call).
int csystem_exchange(const char *a, const char *b);

#endif
