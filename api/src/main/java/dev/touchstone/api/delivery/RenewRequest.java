package dev.touchstone.api.delivery;

import dev.touchstone.api.wire.Check;
import dev.touchstone.api.wire.Defaulted;
import dev.touchstone.api.wire.InvalidField;
import dev.touchstone.api.wire.Limits;
import java.time.Duration;
import java.util.List;

/// Extends leases, counted from when it arrives. Leases are short, so that others soon take over from whoever died;
/// who lives renews them well before they end.
///
/// @param leases which, 1 to 100
/// @param leaseFor how much longer the caller may take, 5s to 10m; default 60s
public record RenewRequest(
        @Limits(minSize = 1, maxSize = 100) List<Lease> leases,
        @Defaulted("60s") Duration leaseFor) {
    private static final int MOST = 100;

    public RenewRequest {
        leases = List.copyOf(Check.present("leases", leases));
        if (leases.isEmpty() || leases.size() > MOST) {
            throw new InvalidField("leases", "must have from 1 to " + MOST + " entries, has " + leases.size());
        }
        leaseFor = LeaseRequest.lease(leaseFor);
    }

    /// One lease.
    ///
    /// @param id of the delivery
    /// @param attempt the attempt the lease is for
    public record Lease(@Limits(minSize = 1, maxSize = 100) String id, int attempt) {
        public Lease {
            Check.label("id", id, 100);
        }

        public static Lease of(Delivery delivery) {
            return new Lease(delivery.id(), delivery.attempt());
        }
    }
}
