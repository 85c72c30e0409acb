/// Datasets and their versions. [Datasets] keeps the rules, [Freezing] makes a version of one, [Versions] shows,
/// compares and reads what was frozen, [Leaks] looks whether the sides of one know each other. It must not know the
/// formats of files.
@NullMarked
package dev.touchstone.backend.golden.dataset;

import org.jspecify.annotations.NullMarked;
