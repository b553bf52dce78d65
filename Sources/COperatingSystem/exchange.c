#define _GNU_SOURCE
#include "csystem.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>

int csystem_exchange(const char *a, const char *b) {
#ifdef __linux__
  return renameat2(AT_FDCWD, a, AT_FDCWD, b, RENAME_EXCHANGE);
#elif defined(__APPLE__)
  return renamex_np(a, b, RENAME_SWAP);
#else
  (void)a, (void)b;
  errno = ENOSYS;
  return -1;
#endif
}
