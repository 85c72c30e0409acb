/// Golden examples: what corrections teach. Entry class [GoldenSet]. So far examples are admitted, paged and
/// exported as JSONL; versions, splits and other formats build on the same table.
@NullMarked
package dev.touchstone.backend.golden;

import org.jspecify.annotations.NullMarked;
