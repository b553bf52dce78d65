#ifndef CSYSTEM_ARENA_H
#define CSYSTEM_ARENA_H

#include <stddef.h>

// An arena for each thread, with the signatures of calloc, realloc and free: for a library that makes thousands of small
// blocks and drops them all at once. malloc and free were a fifth of a build's time without it.

void *csystem_arena_calloc(size_t count, size_t size);
void *csystem_arena_realloc(void *block, size_t size);
/// Does nothing: blocks live until the arena is reset.
void csystem_arena_free(void *block);
/// Drops all blocks of this thread's arena, and keeps its first chunk for the next ones.
void csystem_arena_reset(void);

/// The block that was made so many blocks after the arena was reset; NULL where it is not in the first chunk.
void *csystem_arena_block(size_t index);

#endif
