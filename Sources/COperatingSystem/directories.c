#define _GNU_SOURCE
#include "csystem.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

static int kind_of_type(unsigned char type) {
  switch (type) {
  case DT_REG: return CSYSTEM_KIND_FILE;
  case DT_DIR: return CSYSTEM_KIND_DIRECTORY;
  case DT_LNK: return CSYSTEM_KIND_LINK;
  case DT_UNKNOWN: return CSYSTEM_KIND_UNKNOWN;
  default: return CSYSTEM_KIND_OTHER;
  }
}

void *csystem_directory_open(const char *path) { return opendir(path); }

int csystem_directory_next(void *directory, const char **name, int *kind) {
  for (;;) {
    errno = 0;
    struct dirent *entry = readdir(directory);
    if (entry == NULL) return errno == 0 ? 0 : -1;
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    *name = entry->d_name;
    *kind = kind_of_type(entry->d_type);
    return 1;
  }
}

int csystem_directory_kind(void *directory, const char *name, int follow) {
  struct stat status;
  if (fstatat(dirfd(directory), name, &status, follow ? 0 : AT_SYMLINK_NOFOLLOW) != 0) return CSYSTEM_KIND_UNKNOWN;
  if (S_ISREG(status.st_mode)) return CSYSTEM_KIND_FILE;
  if (S_ISDIR(status.st_mode)) return CSYSTEM_KIND_DIRECTORY;
  if (S_ISLNK(status.st_mode)) return CSYSTEM_KIND_LINK;
  return CSYSTEM_KIND_OTHER;
}

void csystem_directory_close(void *directory) { closedir(directory); }
