/// What `touchstone golden` writes: files that can be taken up again, and the folder of a data set on a hub. Entry
/// class
/// [ExportFile]. It must not know commands.
@NullMarked
package dev.touchstone.app.golden;

import org.jspecify.annotations.NullMarked;
