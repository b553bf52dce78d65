#ifndef CSYSTEM_H
#define CSYSTEM_H

#include <stddef.h>
#include <stdint.h>

#include "csystem_arena.h"
#include "csystem_watch.h"

// The system calls that Swift cannot see (renameat2, statx), or that look different from one libc to the next
// (stat's time fields, readdir's name). Unless a line says otherwise: 0, or -1 with errno set.

/// renameat2(2) with RENAME_EXCHANGE; ENOSYS where the system has no such call.
int csystem_exchange(const char *a, const char *b);

enum {
  CSYSTEM_KIND_UNKNOWN = 0,
  CSYSTEM_KIND_FILE = 1,
  CSYSTEM_KIND_DIRECTORY = 2,
  CSYSTEM_KIND_LINK = 3,
  CSYSTEM_KIND_OTHER = 4,
};

struct csystem_status {
  int kind;
  int64_t size;
  uint64_t device;
  uint64_t inode;
  int64_t modified_nanoseconds;
  uint32_t permissions;
};

/// stat(2), or lstat(2) where `follow` is 0.
int csystem_status_of_path(const char *path, int follow, struct csystem_status *status);
int csystem_status_of_descriptor(int descriptor, struct csystem_status *status);
/// 1 where another file system, or another part of this one, is mounted at the path; else 0.
int csystem_is_mount_point(const char *path);

/// A descriptor, or -1. Never waits for a writer, as open(2) does at a named pipe.
int csystem_open_for_reading(const char *path);
/// A descriptor of a file that did not exist before, or -1.
int csystem_create(const char *path);
/// The same with the permissions of the file `like`, and its owner where that can be set. Fails where `like` may not be
/// written, though its folder may.
int csystem_create_like(const char *path, const char *like);
/// Up to `count` bytes, fewer only at the end of the file; -1 on failure.
int64_t csystem_read(int descriptor, void *buffer, size_t count);
int csystem_write(int descriptor, const void *bytes, size_t count);
/// All bytes of one file to another, by the kernel where it can.
int csystem_copy(int from, int to);
/// 1 where both hold the same bytes from here to their ends, 0 where not, -1 on failure.
int csystem_same_bytes(int a, int b);

/// A descriptor that holds the only lock on the file at `path`, which is made where it is missing; -1 with
/// EWOULDBLOCK where another process, or another descriptor of this one, holds it.
int csystem_lock(const char *path);

/// A directory stream, or NULL.
void *csystem_directory_open(const char *path);
/// The next name without `.` and `..`: 1, 0 at the end, -1 on failure. The name lives until the next call.
int csystem_directory_next(void *directory, const char **name, int *kind);
/// The kind of the name just read, symbolic links followed; UNKNOWN where they lead nowhere.
int csystem_directory_kind(void *directory, const char *name, int follow);
void csystem_directory_close(void *directory);

#endif
