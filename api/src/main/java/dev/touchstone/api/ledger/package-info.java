/// The ledger: who did what to what, in a chain that shows whether anything was changed since.
@NullMarked
package dev.touchstone.api.ledger;

import org.jspecify.annotations.NullMarked;
