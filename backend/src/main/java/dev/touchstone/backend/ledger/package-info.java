/// The ledger: who did what to what, before and after, in a hash chain that shows any later change. Entry class
/// [Ledger]. It interprets nothing it records.
@NullMarked
package dev.touchstone.backend.ledger;

import org.jspecify.annotations.NullMarked;
