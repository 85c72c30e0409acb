package dev.touchstone.bot.posting;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.client.UnreachableException;
import dev.touchstone.api.delivery.RenewRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Renews the leases of what this bot has in hand, three times as often as they end. Thread-safe.
final class LeaseKeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final int RENEWALS = 3;
    /// Of one request.
    private static final int MOST = 100;

    private final TouchstoneClient client;
    private final Duration lease;
    private final Set<Leased> inHand = ConcurrentHashMap.newKeySet();
    private final Thread loop = Thread.ofVirtual().name("leases").unstarted(this::run);
    private boolean trouble;

    LeaseKeeper(TouchstoneClient client, Duration lease) {
        this.client = client;
        this.lease = lease;
    }

    void start() {
        loop.start();
    }

    /// Carries out work on a delivery, whose lease goes on meanwhile.
    void during(Leased leased, Runnable work) {
        inHand.add(leased);
        try {
            work.run();
        } finally {
            inHand.remove(leased);
        }
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(lease.dividedBy(RENEWALS));
                List<Leased> held = new ArrayList<>(inHand);
                for (int from = 0; from < held.size(); from += MOST) {
                    renew(held.subList(from, Math.min(held.size(), from + MOST)));
                }
            }
        } catch (InterruptedException e) {
            log.debug("leases not renewed any more");
        }
    }

    /// What could not be renewed ends by itself.
    private void renew(List<Leased> held) {
        try {
            long asked = System.nanoTime();
            List<RenewRequest.Lease> leases = held.stream()
                    .map(leased -> RenewRequest.Lease.of(leased.delivery()))
                    .toList();
            Set<String> renewed = new HashSet<>(client.deliveries().renewLeases(new RenewRequest(leases, lease)));
            held.stream()
                    .filter(leased -> renewed.contains(leased.delivery().id()))
                    .forEach(leased -> leased.renewed(asked, lease));
            trouble = false;
        } catch (ApiException | UnreachableException e) {
            if (!trouble) {
                log.warn("leases not renewed, trying on error={}", e.getMessage());
            }
            trouble = true;
        }
    }

    @Override
    public void close() {
        loop.interrupt();
    }
}
