#define _GNU_SOURCE
#include "csystem_watch.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

int csystem_wait(int first, int second) {
  struct pollfd files[2] = {{.fd = first, .events = POLLIN}, {.fd = second, .events = POLLIN}};
  int n;
  do {
    n = poll(files, 2, -1);
  } while (n < 0 && errno == EINTR);
  if (n < 0) return -1;
  return files[0].revents != 0 ? 1 : 2;
}

int csystem_pipe(int *reading, int *writing) {
  int ends[2];
  if (pipe(ends) != 0) return -1;
  for (int i = 0; i < 2; i++) fcntl(ends[i], F_SETFD, FD_CLOEXEC);
  *reading = ends[0];
  *writing = ends[1];
  return 0;
}

// A signal handler gets no argument of ours: the pipe's end must lie where it can find it.
static volatile sig_atomic_t termination_writing = -1;

static void note_termination(int signal_number) {
  int code = errno;
  char byte = (char)signal_number;
  if (termination_writing >= 0 && write(termination_writing, &byte, 1) < 0) {
    // A full pipe already says what this byte would.
  }
  errno = code;
}

static void set_handlers(void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
}

int csystem_catch_termination(void) {
  int reading, writing;
  if (termination_writing >= 0) {
    errno = EBUSY;
    return -1;
  }
  if (csystem_pipe(&reading, &writing) != 0) return -1;
  fcntl(writing, F_SETFL, O_NONBLOCK);
  termination_writing = writing;
  set_handlers(note_termination);
  return reading;
}

void csystem_release_termination(void) {
  int writing = termination_writing;
  if (writing < 0) return;
  set_handlers(SIG_DFL);
  termination_writing = -1;
  close(writing);
}
