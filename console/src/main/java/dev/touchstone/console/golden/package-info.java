/// The golden set, for a pipeline's owners: items to decide, datasets with their versions, and files of them.
/// [GoldenFeature] is the way in.
@NullMarked
package dev.touchstone.console.golden;

import org.jspecify.annotations.NullMarked;
