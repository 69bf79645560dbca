#ifndef QUIRE_CFILES_H
#define QUIRE_CFILES_H

// Calls of Linux that the C library's module leaves out, or that are variadic.

/// Begins to put a range of a file on the disk and does not wait for it; nothing elsewhere.
void quire_start_write_back(int descriptor, long long offset, long long count);

/// Swaps what stands under two names in one step. Returns 0, or -1 with errno set.
int quire_exchange(const char *a, const char *b);

/// Has all threads take memory from one area, so that what one frees another one uses; to be called before
/// there are threads. Nothing where the C library is not glibc, which has an area for each thread.
void quire_share_memory(void);

/// A pipe that never blocks and that no child process inherits: `ends[0]` reads what `ends[1]` is given. Returns 0,
/// or -1 with errno set.
int quire_pipe(int ends[2]);

#endif
