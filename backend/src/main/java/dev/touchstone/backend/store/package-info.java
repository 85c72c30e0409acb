/// The database: connections, dialect, migrations and ids. Entry class [Database]. The only package that names a
/// database product; features write SQL in the common subset and keep it beside their rules.
@NullMarked
package dev.touchstone.backend.store;

import org.jspecify.annotations.NullMarked;
