/// Backups of a database beside its running server, and the way back. A backup is one ZIP file: a manifest with
/// counts and checksums, and beside it SQLite's file or a text file for each table of PostgreSQL. Entry classes
/// [Backup] and [Restore]. It knows no table by its meaning; what makes a database sound besides is told by a
/// [Soundness].
@NullMarked
package dev.touchstone.backend.store.backup;

import org.jspecify.annotations.NullMarked;
