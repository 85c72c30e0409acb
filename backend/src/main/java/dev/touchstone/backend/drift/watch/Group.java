package dev.touchstone.backend.drift.watch;

import java.util.TreeMap;

/// The series that start anew with a prompt version, or with a judge version. Its map is changed by the [Watch]
/// it belongs to.
///
/// @param judge whether the version is one of the judge
/// @param seen how many reviews of its sort had been fed when the latest of this version was
record Group(boolean judge, String version, long seen, TreeMap<String, Series> series) {
    static Group start(boolean judge, String version) {
        return new Group(judge, version, 0, new TreeMap<>());
    }

    Group seenAt(long now) {
        return new Group(judge, version, now, series);
    }

    String key() {
        return (judge ? "judge:" : "prompt:") + version;
    }

    /// Whether a series that pages is held against an estimate.
    boolean estimated() {
        return series.values().stream()
                .anyMatch(one -> one.subject().pages() && one.tolerance().baseline() != null);
    }

    int paging() {
        return (int)
                series.values().stream().filter(each -> each.subject().pages()).count();
    }
}
