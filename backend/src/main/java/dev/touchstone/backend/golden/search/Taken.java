package dev.touchstone.backend.golden.search;

import java.util.List;

/// What takes items in, in the order of their ids, and knows up to where it has them.
interface Taken {
    /// Up to which moment it knows every item, in epoch milliseconds; 0 when it is new.
    long through();

    /// Takes items in, or again, and forgets others. What is not committed is read again after a crash.
    void change(List<SearchDao.Text> items, List<String> gone);

    /// @param throughMs up to which moment it knows every item now
    void commit(long throughMs);

    /// Writes itself anew without what was forgotten: until then its words still lie in the index's files.
    void purge();
}
