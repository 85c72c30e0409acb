/// The audit log: who did what to what, before and after, in a hash chain that shows any later change. Entry class
/// [AuditLog]. It interprets nothing it records.
@NullMarked
package dev.touchstone.backend.audit;

import org.jspecify.annotations.NullMarked;
