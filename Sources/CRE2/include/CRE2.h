#ifndef CRE2_H
#define CRE2_H

// Google's RE2 behind a C interface: regular expressions in linear time, over UTF-8 given as bytes
// and a length. Nothing here throws or writes anywhere.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A compiled pattern. It may be used from several threads at once.
typedef struct CRE2Pattern CRE2Pattern;

/// Where a group of a pattern matched, in bytes; `start` is -1 when it took no part.
typedef struct {
    ptrdiff_t start;
    ptrdiff_t end;
} CRE2Range;

/// Compiles a pattern within `max_memory` bytes. On failure returns NULL and leaves in `message`
/// what is wrong, ended by a NUL and cut to `capacity` bytes.
CRE2Pattern *cre2_compile(const char *pattern, size_t length, int64_t max_memory,
                          char *message, size_t capacity);

/// Frees a pattern.
void cre2_free(CRE2Pattern *pattern);

/// The number of capturing groups.
int cre2_group_count(const CRE2Pattern *pattern);

/// The number of instructions that the pattern was compiled to.
int cre2_program_size(const CRE2Pattern *pattern);

/// Searches a text from byte `start` on. `ranges` takes the whole match and then the groups, `count`
/// ranges in all; with a `count` of 0 the question is only whether there is a match.
bool cre2_search(const CRE2Pattern *pattern, const char *text, size_t length, size_t start,
                 CRE2Range *ranges, int count);

#ifdef __cplusplus
}
#endif

#endif
