#ifndef CSYSTEM_WATCH_H
#define CSYSTEM_WATCH_H

#include <stddef.h>
#include <stdint.h>

// inotify(7), its structures and flags kept out of Swift. Elsewhere csystem_watch_open answers ENOSYS.

enum {
  /// A name came into the folder, by creation or by a move.
  CSYSTEM_WATCH_ARRIVED = 1,
  /// A name was moved out of the folder; one that was removed is not marked, since its own watch ends.
  CSYSTEM_WATCH_MOVED_AWAY = 2,
  /// The watch has ended: what it watched is gone, or it was removed.
  CSYSTEM_WATCH_ENDED = 4,
  /// Events were lost; the event belongs to no watch.
  CSYSTEM_WATCH_OVERFLOWED = 8,
};

struct csystem_watch_event {
  int watch;
  int flags;
  /// NULL where the event is about what is watched itself; else valid as long as the buffer.
  const char *name;
};

/// A descriptor that never blocks, or -1 with errno set.
int csystem_watch_open(void);
/// Watches a folder's names and the bytes of the files in it, or one file's bytes; links are followed. The watch's
/// number, the same for the same folder, or -1 with errno set (ENOSPC: the system's limit).
int csystem_watch_add(int descriptor, const char *path);
void csystem_watch_remove(int descriptor, int watch);
/// The number of bytes read into the buffer; 0 where nothing has happened, -1 with errno set.
int64_t csystem_watch_read(int descriptor, void *buffer, size_t size);
/// Decodes the event at an offset of the buffer; the offset of the next.
size_t csystem_watch_event_at(const void *buffer, size_t offset, struct csystem_watch_event *event);


/// Waits until one of two descriptors can be read: 1 for the first, 2 for the second (alone), -1 on failure.
int csystem_wait(int first, int second);
/// A pipe's two ends; 0, or -1 with errno set.
int csystem_pipe(int *reading, int *writing);
/// Has SIGINT and SIGTERM write a byte into a pipe in place of ending the process. The end to read, or -1.
int csystem_catch_termination(void);
/// Gives the two signals back their defaults and ends the pipe: its reader meets the end.
void csystem_release_termination(void);

#endif
