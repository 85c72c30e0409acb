package dev.touchstone.backend.keys;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Authenticator;
import dev.touchstone.backend.http.Caller;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.store.Blocking;
import dev.touchstone.backend.store.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes, checks and revokes API keys. A token is `ts_<id>_<secret>` with 256 random bits of secret; only an HMAC
/// of the secret is stored. A checked key is remembered for [#REMEMBERED], which is how long a revocation may take
/// to reach every node. Thread-safe.
public final class ApiKeys implements Authenticator, AutoCloseable {
    /// Well below the 5 s within which a revocation has to hold everywhere.
    static final Duration REMEMBERED = Duration.ofSeconds(3);

    private static final Logger log = LoggerFactory.getLogger(ApiKeys.class);
    private static final int MOST_REMEMBERED = 10_000;
    /// Whoever has the machine.
    private static final String OPERATOR = "operator";

    private final Database database;
    private final Ledger ledger;
    private final InstantSource clock;
    /// Hold the server's peppers, the current one first. Only ever copied: every request needs one, and a Mac is not
    /// thread-safe.
    private final List<Mac> peppered;

    private final String secretCheck;
    private final RefusedCalls refusedCalls;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();
    private final Map<String, Long> takeOverTried = new ConcurrentHashMap<>();
    private final Map<String, ApiKey> inProcess = new ConcurrentHashMap<>();

    private record Remembered(ApiKey key, long untilMs) {}

    /// A new key with the token that is shown this once.
    public record Created(ApiKey key, String token) {}

    public ApiKeys(Database database, Ledger ledger, InstantSource clock, ServerSecret secret) {
        this(database, ledger, clock, Secrets.only(secret));
    }

    public ApiKeys(Database database, Ledger ledger, InstantSource clock, Secrets secrets) {
        this.database = database;
        this.ledger = ledger;
        this.clock = clock;
        this.peppered =
                secrets.derive("api-keys").stream().map(ServerSecret::mac).toList();
        this.secretCheck = SecretCheck.of(secrets.current());
        this.refusedCalls = new RefusedCalls(database, clock);
    }

    /// Makes a key and stores it.
    ///
    /// @param pipeline the only pipeline it sees; null for all
    /// @param lifetime how long it holds; null for ever
    public Created create(
            String name, @Nullable PipelineName pipeline, Set<Scope> scopes, @Nullable Duration lifetime) {
        return create(name, pipeline, scopes, lifetime, OPERATOR);
    }

    /// As above, for somebody who asks the server for it.
    ///
    /// @param by who, for the ledger
    public Created create(
            String name, @Nullable PipelineName pipeline, Set<Scope> scopes, @Nullable Duration lifetime, String by) {
        Created created = make(name, pipeline, scopes, lifetime);
        ApiKey key = created.key();
        database.writer().useTransaction(transaction -> {
            transaction.attach(ApiKeyDao.class).insert(key);
            ledger.append(
                    transaction,
                    by,
                    "key.created",
                    key.id(),
                    null,
                    Map.of("name", key.name(), "scopes", key.scopes(), "pipeline", pipeline == null ? "*" : pipeline));
        });
        return created;
    }

    /// Makes a key that only this process knows and that ends with it, for parts that run in the same JVM.
    public Created createInProcess(String name, Set<Scope> scopes) {
        Created created = make(name, null, scopes, null);
        inProcess.put(created.key().id(), created.key());
        return created;
    }

    private Created make(String name, @Nullable PipelineName pipeline, Set<Scope> scopes, @Nullable Duration lifetime) {
        Instant now = clock.instant();
        String id = HexFormat.of().formatHex(randomBytes(8));
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(32));
        String scopeList = scopes.stream().map(Scope::wire).sorted().collect(Collectors.joining(","));
        Long expires = lifetime == null ? null : now.plus(lifetime).toEpochMilli();
        String hmac = hmac(peppered.getFirst(), secret);
        ApiKey key = new ApiKey(id, name, pipeline, scopeList, hmac, now.toEpochMilli(), expires, null, secretCheck);
        return new Created(key, "ts_" + id + "_" + secret);
    }

    /// @return false when there is no such key, or it is revoked already
    public boolean revoke(String id) {
        return revoke(id, OPERATOR);
    }

    /// @param by who revokes it, for the ledger
    /// @return false when there is no such key, or it is revoked already
    public boolean revoke(String id, String by) {
        remembered.remove(id);
        return database.writer().inTransaction(transaction -> {
            boolean revoked = transaction.attach(ApiKeyDao.class).revoke(id, clock.millis()) == 1;
            if (revoked) {
                ledger.append(transaction, by, "key.revoked", id, null, null);
            }
            return revoked;
        });
    }

    public List<ApiKey> list() {
        return database.reader().withExtension(ApiKeyDao.class, ApiKeyDao::all);
    }

    @Override
    public Optional<Caller> authenticate(String token) {
        String[] parts = token.split("_", 3);
        if (parts.length != 3 || !parts[0].equals("ts") || parts[1].length() != 16) {
            return Optional.empty();
        }
        return find(parts[1])
                .filter(key -> key.validAt(clock.millis()))
                .filter(key -> isOf(key, parts[2]))
                .map(key -> new Caller(key.id(), key.pipeline(), key.scopeSet()));
    }

    /// Whether this is a key's secret. One from before the server's secret was replaced is taken over to the new one.
    private boolean isOf(ApiKey key, String secret) {
        String current = hmac(peppered.getFirst(), secret);
        if (sameBytes(key.secretHmac(), current)) {
            return true;
        }
        boolean before =
                peppered.stream().skip(1).anyMatch(pepper -> sameBytes(key.secretHmac(), hmac(pepper, secret)));
        if (before) {
            takeOver(key.id(), current);
        }
        return before;
    }

    /// Tried no more often than a key is looked up: a node that is not to take keys over is not asked for nothing.
    private void takeOver(String id, String hmac) {
        long now = clock.millis();
        if (takeOverTried.getOrDefault(id, Long.MIN_VALUE) > now - REMEMBERED.toMillis()) {
            return;
        }
        takeOverTried.put(id, now);
        try {
            boolean taken = Blocking.call(() ->
                    database.writer().withExtension(ApiKeyDao.class, dao -> dao.takeOver(id, hmac, secretCheck) == 1));
            if (taken) {
                remembered.remove(id);
            }
        } catch (RuntimeException e) {
            // The key holds all the same; a later use tries again.
            log.warn("key not taken over to the new secret key={} cause={}", id, e.toString());
        }
    }

    /// Whether a key ends when the previous secret is taken away: nobody has used it since the secret was replaced.
    public boolean hangsOnAnEarlierSecret(ApiKey key) {
        return key.secretCheck() != null && !key.secretCheck().equals(secretCheck);
    }

    @Override
    public void refused(String actor, String operation, String why) {
        refusedCalls.note(actor, operation, why);
    }

    /// What was refused lately, the newest minutes first.
    public List<RefusedCall> refusals(int most) {
        return database.reader().withExtension(RefusedCallDao.class, dao -> dao.latest(most));
    }

    /// Writes down the last refusals.
    @Override
    public void close() {
        refusedCalls.close();
    }

    private Optional<ApiKey> find(String id) {
        ApiKey own = inProcess.get(id);
        if (own != null) {
            return Optional.of(own);
        }
        long now = clock.millis();
        Remembered known = remembered.get(id);
        if (known != null && now < known.untilMs()) {
            return Optional.of(known.key());
        }
        Optional<ApiKey> stored =
                Blocking.call(() -> database.reader().withExtension(ApiKeyDao.class, dao -> dao.find(id)));
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        stored.ifPresent(key -> remembered.put(id, new Remembered(key, now + REMEMBERED.toMillis())));
        return stored;
    }

    private static String hmac(Mac peppered, String secret) {
        try {
            Mac mac = (Mac) peppered.clone();
            return HexFormat.of().formatHex(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every Java's HmacSHA256 can be copied", e);
        }
    }

    private static boolean sameBytes(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.US_ASCII), b.getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
