/// Versions in the formats of others. Entry class [Exports]; each format makes the rows of one item, and each row is
/// held against the format's published rules before it leaves. It must not choose items: what is in a version is in it.
@NullMarked
package dev.touchstone.backend.golden.export;

import org.jspecify.annotations.NullMarked;
