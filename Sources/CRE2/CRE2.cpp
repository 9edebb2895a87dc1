#include "CRE2.h"

#include <re2/re2.h>

#include <algorithm>
#include <climits>
#include <cstring>
#include <exception>
#include <memory>
#include <string>
#include <vector>

struct CRE2Pattern {
    re2::RE2 expression;

    CRE2Pattern(const re2::StringPiece &pattern, const re2::RE2::Options &options)
        : expression(pattern, options) {}
};

namespace {

void copy(const std::string &text, char *message, size_t capacity) {
    if (capacity == 0) return;
    size_t length = std::min(text.size(), capacity - 1);
    std::memcpy(message, text.data(), length);
    message[length] = '\0';
}

}  // namespace

CRE2Pattern *cre2_compile(const char *pattern, size_t length, int64_t max_memory,
                          char *message, size_t capacity) {
    try {
        re2::RE2::Options options(re2::RE2::Quiet);
        options.set_max_mem(max_memory);
        auto compiled =
            std::make_unique<CRE2Pattern>(re2::StringPiece(pattern, length), options);
        if (compiled->expression.ok()) return compiled.release();
        copy(compiled->expression.error(), message, capacity);
    } catch (const std::exception &) {
        copy("out of memory", message, capacity);
    }
    return nullptr;
}

void cre2_free(CRE2Pattern *pattern) { delete pattern; }

int cre2_group_count(const CRE2Pattern *pattern) {
    return pattern->expression.NumberOfCapturingGroups();
}

int cre2_program_size(const CRE2Pattern *pattern) { return pattern->expression.ProgramSize(); }

bool cre2_search(const CRE2Pattern *pattern, const char *text, size_t length, size_t start,
                 CRE2Range *ranges, int count) {
    if (length > INT_MAX || start > length || count < 0) return false;
    try {
        std::vector<re2::StringPiece> groups(static_cast<size_t>(count));
        bool found = pattern->expression.Match(re2::StringPiece(text, length), start, length,
                                               re2::RE2::UNANCHORED, groups.data(), count);
        for (int index = 0; found && index < count; index++) {
            const re2::StringPiece &group = groups[index];
            bool took_part = group.data() != nullptr;
            ranges[index].start = took_part ? group.data() - text : -1;
            ranges[index].end =
                took_part ? ranges[index].start + static_cast<ptrdiff_t>(group.size()) : -1;
        }
        return found;
    } catch (const std::exception &) {
        return false;
    }
}
