// The floor F of performance.md: walk, read, CommonMark to HTML, write. Whatever opsbook does beyond this is measured against it, so this
// is written as fast as C is plainly written, and does nothing else: no links, no template, no staging.
//
//   floor [-j THREADS] SOURCE OUTPUT

#include <cmark.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { max_threads = 64, path_size = 4096 };

static struct { char **items; size_t count, capacity; } pages;  // paths relative to SOURCE
static atomic_size_t next_page;
static int source_root, output_root;

static void die(const char *what) {
  fprintf(stderr, "floor: %s: %s\n", what, strerror(errno));
  exit(2);
}

static bool is_markdown(const char *name) {
  size_t length = strlen(name);
  return length > 3 && memcmp(name + length - 3, ".md", 3) == 0;
}

static void add_page(const char *path) {
  if (pages.count == pages.capacity) {
    pages.capacity = pages.capacity ? pages.capacity * 2 : 1024;
    pages.items = realloc(pages.items, pages.capacity * sizeof *pages.items);
    if (!pages.items) die("memory");
  }
  if (!(pages.items[pages.count++] = strdup(path))) die("memory");
}

// Folders are made here, on one thread, so that the workers never have to ask whether theirs exists.
static void walk(const char *folder) {
  if (mkdirat(output_root, folder, 0777) != 0 && errno != EEXIST) die(folder);
  int descriptor = openat(source_root, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *stream = descriptor < 0 ? NULL : fdopendir(descriptor);
  if (!stream) die(folder);
  for (struct dirent *entry; (entry = readdir(stream));) {
    if (entry->d_name[0] == '.') continue;
    char path[path_size];
    int length = strcmp(folder, ".") == 0 ? snprintf(path, sizeof path, "%s", entry->d_name)
                                          : snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    if (length >= (int)sizeof path) { errno = ENAMETOOLONG; die(folder); }
    if (entry->d_type == DT_DIR) walk(path);
    else if (entry->d_type == DT_REG && is_markdown(path)) add_page(path);
  }
  closedir(stream);
}

// Returns the length; the buffer is the thread's own and only ever grows.
static size_t read_page(const char *path, char **buffer, size_t *capacity) {
  int file = openat(source_root, path, O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) die(path);
  size_t size = (size_t)status.st_size, length = 0;
  if (size > *capacity) {
    free(*buffer);
    if (!(*buffer = malloc(*capacity = size * 2))) die("memory");
  }
  while (length < size) {
    ssize_t got = read(file, *buffer + length, size - length);
    if (got < 0) die(path);
    if (got == 0) break;
    length += (size_t)got;
  }
  close(file);
  return length;
}

static void write_page(const char *path, const char *html) {
  char name[path_size + 2];
  size_t stem = strlen(path) - 3, length = strlen(html);
  memcpy(name, path, stem);
  memcpy(name + stem, ".html", 6);
  int file = openat(output_root, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) die(name);
  for (size_t done = 0; done < length;) {
    ssize_t put = write(file, html + done, length - done);
    if (put < 0) die(name);
    done += (size_t)put;
  }
  if (close(file) != 0) die(name);
}

static void *work(void *unused) {
  (void)unused;
  char *buffer = NULL;
  size_t capacity = 0;
  for (size_t index; (index = atomic_fetch_add_explicit(&next_page, 1, memory_order_relaxed)) < pages.count;) {
    size_t length = read_page(pages.items[index], &buffer, &capacity);
    char *html = cmark_markdown_to_html(buffer ? buffer : "", length, CMARK_OPT_DEFAULT);
    write_page(pages.items[index], html);
    free(html);
  }
  free(buffer);
  return NULL;
}

int main(int count, char **arguments) {
  int threads = 2, option;
  while ((option = getopt(count, arguments, "j:")) == 'j') threads = atoi(optarg);
  if (option != -1 || count - optind != 2 || threads < 1 || threads > max_threads) {
    fprintf(stderr, "usage: floor [-j 1..%d] SOURCE OUTPUT\n", max_threads);
    return 2;
  }
  const char *source = arguments[optind], *output = arguments[optind + 1];
  if (mkdir(output, 0777) != 0 && errno != EEXIST) die(output);
  if ((source_root = open(source, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0) die(source);
  if ((output_root = open(output, O_RDONLY | O_DIRECTORY | O_CLOEXEC)) < 0) die(output);
  walk(".");

  pthread_t others[max_threads];
  for (int i = 1; i < threads; i++)
    if ((errno = pthread_create(&others[i], NULL, work, NULL))) die("thread");
  work(NULL);
  for (int i = 1; i < threads; i++) pthread_join(others[i], NULL);
  return 0;
}
