/// What a channel must show or an endpoint must hear: leases of deliveries and what became of them.
@NullMarked
package dev.touchstone.api.delivery;

import org.jspecify.annotations.NullMarked;
