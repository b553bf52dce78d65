#include "csystem_arena.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK_SIZE = 256 * 1024, ALIGNMENT = 16, MOST_SPARE = 8 };

struct chunk {
  struct chunk *previous;
  size_t used, size;
  _Alignas(ALIGNMENT) unsigned char bytes[];
};

/// Before each block: its size, which realloc needs.
struct header {
  _Alignas(ALIGNMENT) size_t size;
};

static _Thread_local struct chunk *current;
// Chunks of the usual size are kept for the next page: fresh memory costs a page fault every 4 KB.
static _Thread_local struct chunk *spare;
static _Thread_local int spares;

static struct chunk *new_chunk(size_t size) {
  struct chunk *chunk = size == CHUNK_SIZE ? spare : NULL;
  if (chunk) {
    spare = chunk->previous;
    spares--;
  } else {
    chunk = malloc(sizeof(struct chunk) + size);
  }
  // As libcmark's own allocator has it: a parser that is out of memory cannot go on.
  if (!chunk) abort();
  chunk->previous = current;
  chunk->used = 0;
  chunk->size = size;
  return chunk;
}

static size_t rounded(size_t size) {
  if (size > SIZE_MAX / 2) abort();
  return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

static void *take(size_t size) {
  size_t needed = sizeof(struct header) + rounded(size);
  if (!current || current->size - current->used < needed)
    current = new_chunk(needed > CHUNK_SIZE ? needed : CHUNK_SIZE);
  struct header *header = (struct header *)(current->bytes + current->used);
  current->used += needed;
  header->size = size;
  return header + 1;
}

void *csystem_arena_calloc(size_t count, size_t size) {
  if (size && count > SIZE_MAX / size) abort();
  void *block = take(count * size);
  memset(block, 0, count * size);
  return block;
}

void *csystem_arena_realloc(void *block, size_t size) {
  if (!block) return take(size);
  struct header *header = (struct header *)block - 1;
  if (size <= header->size) return block;
  // The last block grows where it is: a buffer that is appended to, again and again.
  size_t held = rounded(header->size), wanted = rounded(size);
  if ((unsigned char *)block + held == current->bytes + current->used &&
      current->size - current->used >= wanted - held) {
    current->used += wanted - held;
    header->size = size;
    return block;
  }
  void *larger = take(size);
  memcpy(larger, block, header->size);
  return larger;
}

void csystem_arena_free(void *block) { (void)block; }

void csystem_arena_reset(void) {
  while (current) {
    struct chunk *previous = current->previous;
    if (current->size == CHUNK_SIZE && spares < MOST_SPARE) {
      current->previous = spare;
      spare = current;
      spares++;
    } else {
      free(current);
    }
    current = previous;
  }
}

void *csystem_arena_block(size_t index) {
  if (!current || current->previous) return NULL;
  size_t offset = 0;
  while (offset < current->used) {
    struct header *header = (struct header *)(current->bytes + offset);
    if (index-- == 0) return header + 1;
    offset += sizeof(struct header) + rounded(header->size);
  }
  return NULL;
}
