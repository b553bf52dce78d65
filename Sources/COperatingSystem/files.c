#define _GNU_SOURCE
#include "csystem.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static int kind_of_mode(mode_t mode) {
  if (S_ISREG(mode)) return CSYSTEM_KIND_FILE;
  if (S_ISDIR(mode)) return CSYSTEM_KIND_DIRECTORY;
  if (S_ISLNK(mode)) return CSYSTEM_KIND_LINK;
  return CSYSTEM_KIND_OTHER;
}

static void fill(struct csystem_status *status, const struct stat *from) {
#ifdef __APPLE__
  struct timespec modified = from->st_mtimespec;
#else
  struct timespec modified = from->st_mtim;
#endif
  status->kind = kind_of_mode(from->st_mode);
  status->size = from->st_size;
  status->device = (uint64_t)from->st_dev;
  status->inode = (uint64_t)from->st_ino;
  status->modified_nanoseconds = (int64_t)modified.tv_sec * 1000000000 + modified.tv_nsec;
  status->permissions = from->st_mode & 07777;
}

int csystem_status_of_path(const char *path, int follow, struct csystem_status *status) {
  struct stat buffer;
  if ((follow ? stat(path, &buffer) : lstat(path, &buffer)) != 0) return -1;
  fill(status, &buffer);
  return 0;
}

int csystem_status_of_descriptor(int descriptor, struct csystem_status *status) {
  struct stat buffer;
  if (fstat(descriptor, &buffer) != 0) return -1;
  fill(status, &buffer);
  return 0;
}

int csystem_is_mount_point(const char *path) {
#ifdef STATX_ATTR_MOUNT_ROOT
  // A bind mount has its parent's device: only the kernel can tell.
  struct statx extended;
  if (statx(AT_FDCWD, path, 0, STATX_TYPE, &extended) == 0
      && (extended.stx_attributes_mask & STATX_ATTR_MOUNT_ROOT)) {
    return (extended.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
  }
#endif
  struct stat here, above;
  char *parent = malloc(strlen(path) + 4);
  if (parent == NULL) return 0;
  strcpy(parent, path);
  strcat(parent, "/..");
  int differ = stat(path, &here) == 0 && stat(parent, &above) == 0
      && (here.st_dev != above.st_dev || here.st_ino == above.st_ino);
  free(parent);
  return differ;
}

int csystem_open_for_reading(const char *path) {
  int descriptor;
  do {
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  } while (descriptor < 0 && errno == EINTR);
  return descriptor;
}

int csystem_create(const char *path) {
  int descriptor;
  do {
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  } while (descriptor < 0 && errno == EINTR);
  return descriptor;
}

int csystem_create_like(const char *path, const char *like) {
  int model;
  do {
    model = open(like, O_WRONLY | O_CLOEXEC | O_NONBLOCK);
  } while (model < 0 && errno == EINTR);
  if (model < 0) return -1;
  struct stat status;
  int descriptor = -1;
  if (fstat(model, &status) == 0) {
    // Closed to others until it has its permissions: the model may be.
    do {
      descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    } while (descriptor < 0 && errno == EINTR);
  }
  int code = errno;
  close(model);
  errno = code;
  if (descriptor < 0) return -1;
  // Only root gives files away; others may be able to keep the group. The owner first: it takes special bits away.
  mode_t mode = status.st_mode & 07777;
  if (fchown(descriptor, status.st_uid, status.st_gid) != 0) {
    mode &= status.st_uid == geteuid() ? 07777 : 0777;
    // Another group must not get what was this one's.
    if (fchown(descriptor, (uid_t)-1, status.st_gid) != 0) mode = (mode & 0707) | (mode & 07) << 3;
  }
  if (fchmod(descriptor, mode) == 0) return descriptor;
  code = errno;
  close(descriptor);
  unlink(path);
  errno = code;
  return -1;
}

int64_t csystem_read(int descriptor, void *buffer, size_t count) {
  size_t total = 0;
  while (total < count) {
    ssize_t n = read(descriptor, (char *)buffer + total, count - total);
    if (n < 0) {
      if (errno == EINTR) continue;
      return -1;
    }
    total += (size_t)n;
    // A short read of a regular file is its end: saves the call that would return 0.
    if (n == 0 || total < count) break;
  }
  return (int64_t)total;
}

int csystem_write(int descriptor, const void *bytes, size_t count) {
  size_t total = 0;
  while (total < count) {
    ssize_t n = write(descriptor, (const char *)bytes + total, count - total);
    if (n < 0) {
      if (errno == EINTR) continue;
      return -1;
    }
    total += (size_t)n;
  }
  return 0;
}

enum { CHUNK = 128 * 1024 };

int csystem_copy(int from, int to) {
#ifdef __linux__
  for (;;) {
    ssize_t n = copy_file_range(from, NULL, to, NULL, (size_t)1 << 30, 0);
    if (n > 0) continue;
    // 0 at once is also what some kernels answer for files of /proc: the loop below finds nothing left, or all.
    if (n == 0 || errno == EXDEV || errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP) break;
    if (errno != EINTR) return -1;
  }
#endif
  char *buffer = malloc(CHUNK);
  if (buffer == NULL) return -1;
  int64_t n;
  while ((n = csystem_read(from, buffer, CHUNK)) > 0) {
    if (csystem_write(to, buffer, (size_t)n) != 0) {
      n = -1;
      break;
    }
  }
  int code = errno;
  free(buffer);
  errno = code;
  return n < 0 ? -1 : 0;
}

int csystem_same_bytes(int a, int b) {
  char *buffer = malloc(2 * CHUNK);
  if (buffer == NULL) return -1;
  int same = 1;
  for (;;) {
    int64_t n = csystem_read(a, buffer, CHUNK);
    int64_t m = csystem_read(b, buffer + CHUNK, CHUNK);
    if (n < 0 || m < 0) {
      same = -1;
      break;
    }
    if (n != m || memcmp(buffer, buffer + CHUNK, (size_t)n) != 0) {
      same = 0;
      break;
    }
    if (n == 0) break;
  }
  int code = errno;
  free(buffer);
  errno = code;
  return same;
}

int csystem_lock(const char *path) {
  for (;;) {
    int descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0) {
      if (errno == EINTR) continue;
      return -1;
    }
    int failed;
    do {
      failed = flock(descriptor, LOCK_EX | LOCK_NB);
    } while (failed && errno == EINTR);
    if (failed) {
      int code = errno;
      close(descriptor);
      errno = code;
      return -1;
    }
    // Whoever held the lock may have removed the file between our open and our lock: then it guards nothing.
    struct stat held, named;
    if (fstat(descriptor, &held) == 0 && stat(path, &named) == 0 && held.st_dev == named.st_dev
        && held.st_ino == named.st_ino) {
      return descriptor;
    }
    close(descriptor);
  }
}
