/// What people decided, made to learn from. In the order data flows: `admission` takes decisions in, `item`
/// makes one immutable item of each, `group` finds out which of them must stay on one side of a split,
/// `dataset` freezes them into versions, `export` writes them in the formats of others. Entry class of the
/// first step: [dev.touchstone.backend.golden.item.GoldenItems].
@NullMarked
package dev.touchstone.backend.golden;

import org.jspecify.annotations.NullMarked;
