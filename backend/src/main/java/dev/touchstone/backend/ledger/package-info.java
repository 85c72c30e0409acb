/// The ledger: who did what to what, before and after, in a signed hash chain that shows any later change, also of the
/// rows it is about. Entry classes [Ledger], which writes, and [LedgerVerifier], which reads. It interprets nothing it
/// records, and asks a [Witness] what a row is now.
@NullMarked
package dev.touchstone.backend.ledger;

import org.jspecify.annotations.NullMarked;
