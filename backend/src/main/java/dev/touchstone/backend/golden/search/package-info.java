/// Examples for prompts: [FewShot] answers a query with golden items that fit it. [ItemIndex] finds them by their words
/// and [VectorIndex] by what they mean (Lucene, one answer on both databases), [IndexUpkeep] keeps both up with the
/// database, [Fusion] makes one order of theirs, [MarginalRelevance] spreads what is shown. An index is never the
/// truth:
/// what it names is looked up before it is given, and it may be deleted at any time.
@NullMarked
package dev.touchstone.backend.golden.search;

import org.jspecify.annotations.NullMarked;
