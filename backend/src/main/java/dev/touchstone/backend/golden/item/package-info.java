/// Golden items: what the verdicts of people teach, one immutable item for each. [GoldenItems] makes them
/// and takes them back; [ItemActs] does by hand what the policy leaves to people; [ItemShelf] lists them.
/// It must not know what is made of items: groups, datasets and files are others' business.
@NullMarked
package dev.touchstone.backend.golden.item;

import org.jspecify.annotations.NullMarked;
