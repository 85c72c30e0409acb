/// Which items must stay on one side of a split: near-duplicates, and what belongs to the same conversation, user or
/// document. Entry class [Grouping]; [Neighbours] finds near-duplicates among all inputs. It must not know what
/// versions are made of: they tell it which groups are released, and those never change sides.
@NullMarked
package dev.touchstone.backend.golden.group;

import org.jspecify.annotations.NullMarked;
