// Runs a command and writes "wall user system peak-KiB exit-status" to a file.
//
// Why not os.wait4 from Python: Linux carries a process's peak memory across exec, so a child forked from an interpreter starts with the
// interpreter's 12 MiB and hides anything smaller. A parent of 1 MiB hides nothing.
//
//   measure FILE COMMAND [ARGUMENT…]

#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double seconds(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec / 1e6; }

int main(int count, char **arguments) {
  if (count < 3) return 2;
  double start = now();
  pid_t child = fork();
  if (child == 0) {
    execvp(arguments[2], arguments + 2);
    perror(arguments[2]);
    _exit(127);
  }
  int status;
  struct rusage used;
  if (child < 0 || wait4(child, &status, 0, &used) < 0) return 2;
  double wall = now() - start;

  FILE *file = fopen(arguments[1], "w");
  if (!file) return 2;
  int exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  fprintf(file, "%.6f %.6f %.6f %ld %d\n", wall, seconds(used.ru_utime), seconds(used.ru_stime), used.ru_maxrss, exit_status);
  return fclose(file) == 0 ? 0 : 2;
}
