package dev.touchstone.backend.http;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.key.MadeKey;
import dev.touchstone.api.key.NewKey;
import dev.touchstone.api.key.StoredKey;
import dev.touchstone.api.ledger.LedgerCheck;
import dev.touchstone.api.ledger.LedgerLine;
import dev.touchstone.api.session.NewSignInLink;
import dev.touchstone.api.session.OpenedSession;
import dev.touchstone.api.session.PresentedToken;
import dev.touchstone.api.session.Session;
import dev.touchstone.api.session.SignInLink;
import dev.touchstone.api.session.SignInOffer;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The part of [WireExamples] about who is signed in.
final class SessionWireExamples {
    private static final Reviewer ANN = new Reviewer(new ReviewerId("slack:U0123"), "Ann");
    private static final Reviewer BOB = Reviewer.of(new ReviewerId("bob@example.org"));
    private static final Instant LATER = Instant.parse("2026-11-16T09:10:00Z");
    private static final Session SESSION = new Session(ANN, List.of(new PipelineName("invoices")), false, LATER);

    static final NewSignInLink WISH = new NewSignInLink(ANN, List.of(new PipelineName("invoices")), true);
    static final PresentedToken PRESENTED = new PresentedToken("rWq3vX0kT2m9bYc7Zf1LhNs5Pd8Ga4Ju6Ei_Ko-xQtw");

    static final NewKey NEW_KEY = new NewKey(
            "shop",
            new PipelineName("invoices"),
            List.of(Scope.OUTPUTS_WRITE, Scope.OUTPUTS_READ),
            Duration.ofDays(90));
    private static final StoredKey KEY = new StoredKey(
            "0a1b2c3d4e5f6071",
            "shop",
            new PipelineName("invoices"),
            List.of(Scope.OUTPUTS_WRITE),
            LATER,
            LATER,
            LATER);
    private static final StoredKey LEAST_KEY =
            new StoredKey("0a1b2c3d4e5f6071", "all", null, List.of(Scope.ADMIN), LATER, null, null);
    private static final LedgerLine LINE = new LedgerLine(7, LATER, "slack:U0123", "policy.changed", "invoices@2");

    private SessionWireExamples() {}

    static Map<String, List<Object>> bySchema() {
        Map<String, List<Object>> all = new HashMap<>(keysAndLedger());
        all.putAll(sessions());
        return all;
    }

    private static Map<String, List<Object>> keysAndLedger() {
        return Map.of(
                "NewKey",
                List.of(NEW_KEY, new NewKey("all", null, List.of(Scope.ADMIN), null)),
                "StoredKey",
                List.of(KEY, LEAST_KEY),
                "StoredKeyPage",
                List.of(new Page<>(List.of(KEY), null)),
                "MadeKey",
                List.of(new MadeKey(LEAST_KEY, "ts_0a1b2c3d4e5f6071_secret")),
                "LedgerLine",
                List.of(LINE),
                "LedgerLinePage",
                List.of(new Page<>(List.of(LINE), "7")),
                "LedgerCheck",
                List.of(
                        new LedgerCheck(true, 7, null, "The ledger is intact."),
                        new LedgerCheck(false, 3, 3L, "The ledger is broken.")));
    }

    private static Map<String, List<Object>> sessions() {
        return Map.of(
                "NewSignInLink",
                List.of(WISH, new NewSignInLink(BOB, List.of(), false)),
                "SignInLink",
                List.of(new SignInLink(PRESENTED.token(), LATER)),
                "SignInOffer",
                List.of(new SignInOffer(ANN, LATER), new SignInOffer(BOB, LATER)),
                "PresentedToken",
                List.of(PRESENTED),
                "Session",
                List.of(SESSION, new Session(BOB, List.of(), true, LATER)),
                "OpenedSession",
                List.of(new OpenedSession(PRESENTED.token(), SESSION)));
    }
}
