package dev.touchstone.backend.session;

import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.session.NewSignInLink;
import dev.touchstone.api.session.OpenedSession;
import dev.touchstone.api.session.Session;
import dev.touchstone.api.session.SignInLink;
import dev.touchstone.api.session.SignInOffer;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.store.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// Links that sign people in, once, and the sessions they open. Tokens have 256 random bits; only their SHA-256 is
/// stored. Thread-safe.
public final class Sessions {
    /// Time enough to change from Slack to the browser, and no more.
    public static final Duration LINK_LIFE = Duration.ofMinutes(10);

    /// A working day.
    public static final Duration SESSION_LIFE = Duration.ofHours(12);

    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final Database database;
    private final InstantSource clock;
    private final Ledger ledger;
    private final SecureRandom random = new SecureRandom();

    public Sessions(Database database, InstantSource clock, Ledger ledger) {
        this.database = database;
        this.clock = clock;
        this.ledger = ledger;
    }

    /// What became of the wish to use a link.
    public sealed interface Opening {
        record Opened(OpenedSession session) implements Opening {}

        /// Somebody has used it before.
        record Used(Instant at) implements Opening {}

        record Expired(Instant at) implements Opening {}

        record Unknown() implements Opening {}
    }

    /// What a link would do.
    public sealed interface Look {
        record Open(SignInOffer offer) implements Look {}

        /// It can no longer be used.
        record Over(Opening why) implements Look {}
    }

    /// Makes a link.
    ///
    /// @param by the key that asks, for the ledger
    public SignInLink link(NewSignInLink wish, String by) {
        String token = token();
        Instant until = clock.instant().plus(LINK_LIFE);
        database.writer().useTransaction(transaction -> {
            SessionDao dao = transaction.attach(SessionDao.class);
            dao.clearLinks(clock.instant().minus(REMEMBERED).toEpochMilli());
            dao.clearSessions(clock.millis());
            dao.insertLink(new LinkRow(hash(token), Grant.of(wish), until.toEpochMilli(), null));
            ledger.append(
                    transaction,
                    by,
                    wish.admin() ? "console.link.admin" : "console.link",
                    wish.person().id().value(),
                    null,
                    null);
        });
        return new SignInLink(token, until);
    }

    /// Whom a link would sign in. To look is not to use it: mail scanners and previews look at every link.
    public Look look(String token) {
        return database.reader()
                .withExtension(SessionDao.class, dao -> dao.link(hash(token)))
                .<Look>map(row -> row.usedAtMs() == null && row.expiresAtMs() > clock.millis()
                        ? new Look.Open(
                                new SignInOffer(row.grant().reviewer(), Instant.ofEpochMilli(row.expiresAtMs())))
                        : new Look.Over(over(row)))
                .orElseGet(() -> new Look.Over(new Opening.Unknown()));
    }

    /// Uses a link.
    public Opening open(String linkToken) {
        return database.writer().inTransaction(transaction -> {
            SessionDao dao = transaction.attach(SessionDao.class);
            boolean used = dao.useLink(hash(linkToken), clock.millis()) == 1;
            Optional<LinkRow> row = dao.link(hash(linkToken));
            if (row.isEmpty()) {
                return new Opening.Unknown();
            }
            if (!used) {
                return over(row.get());
            }
            String token = token();
            Instant until = clock.instant().plus(SESSION_LIFE);
            SessionRow session = new SessionRow(hash(token), row.get().grant(), until.toEpochMilli());
            dao.insertSession(session);
            String person = session.grant().person().value();
            ledger.append(transaction, person, "console.signed-in", person, null, null);
            return new Opening.Opened(new OpenedSession(token, session.session()));
        });
    }

    private static Opening over(LinkRow row) {
        return row.usedAtMs() != null
                ? new Opening.Used(Instant.ofEpochMilli(row.usedAtMs()))
                : new Opening.Expired(Instant.ofEpochMilli(row.expiresAtMs()));
    }

    /// Who is signed in with a token; empty when nobody is, or no longer.
    public Optional<Session> find(String token) {
        return database.reader()
                .withExtension(SessionDao.class, dao -> dao.session(hash(token), clock.millis()))
                .map(SessionRow::session);
    }

    /// Signs out.
    public void end(String token) {
        database.writer().useExtension(SessionDao.class, dao -> dao.endSession(hash(token)));
    }

    /// Signs a person out everywhere, and makes links useless that they have not used.
    ///
    /// @param by the key that asks, for the ledger
    public void endAllOf(ReviewerId person, String by) {
        database.writer().useTransaction(transaction -> {
            SessionDao dao = transaction.attach(SessionDao.class);
            dao.dropLinksOf(person);
            dao.endSessionsOf(person);
            ledger.append(transaction, by, "console.signed-out", person.value(), null, null);
        });
    }

    private String token() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
