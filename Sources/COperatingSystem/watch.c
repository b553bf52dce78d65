#include "csystem_watch.h"
#include <errno.h>

#ifdef __linux__

#include <sys/inotify.h>
#include <unistd.h>

int csystem_watch_open(void) { return inotify_init1(IN_NONBLOCK | IN_CLOEXEC); }

int csystem_watch_add(int descriptor, const char *path) {
  // Writes as well as closes: a program may keep a file open for long. Attributes: a file may become readable.
  uint32_t mask = IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB
      | IN_DELETE_SELF | IN_MOVE_SELF | IN_EXCL_UNLINK;
  return inotify_add_watch(descriptor, path, mask);
}

void csystem_watch_remove(int descriptor, int watch) { inotify_rm_watch(descriptor, watch); }

int64_t csystem_watch_read(int descriptor, void *buffer, size_t size) {
  ssize_t n;
  do {
    n = read(descriptor, buffer, size);
  } while (n < 0 && errno == EINTR);
  return n < 0 && errno == EAGAIN ? 0 : n;
}

size_t csystem_watch_event_at(const void *buffer, size_t offset, struct csystem_watch_event *event) {
  const struct inotify_event *raw = (const void *)((const char *)buffer + offset);
  event->watch = raw->wd;
  event->name = raw->len > 0 ? raw->name : NULL;
  event->flags = (raw->mask & (IN_CREATE | IN_MOVED_TO) ? CSYSTEM_WATCH_ARRIVED : 0)
      | (raw->mask & IN_MOVED_FROM ? CSYSTEM_WATCH_MOVED_AWAY : 0)
      | (raw->mask & IN_IGNORED ? CSYSTEM_WATCH_ENDED : 0)
      | (raw->mask & IN_Q_OVERFLOW ? CSYSTEM_WATCH_OVERFLOWED : 0);
  return offset + sizeof *raw + raw->len;
}

#else

int csystem_watch_open(void) {
  errno = ENOSYS;
  return -1;
}

int csystem_watch_add(int descriptor, const char *path) {
  (void)descriptor, (void)path;
  errno = ENOSYS;
  return -1;
}

void csystem_watch_remove(int descriptor, int watch) { (void)descriptor, (void)watch; }

int64_t csystem_watch_read(int descriptor, void *buffer, size_t size) {
  (void)descriptor, (void)buffer, (void)size;
  return 0;
}

size_t csystem_watch_event_at(const void *buffer, size_t offset, struct csystem_watch_event *event) {
  (void)buffer, (void)event;
  return offset + 1;
}

#endif
