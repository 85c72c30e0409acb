/// How the house is run: the policy, whether everything works, deliveries that were given up, keys and the ledger.
/// [HouseFeature] is the way in.
@NullMarked
package dev.touchstone.console.house;

import org.jspecify.annotations.NullMarked;
