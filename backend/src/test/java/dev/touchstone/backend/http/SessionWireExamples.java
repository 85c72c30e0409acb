package dev.touchstone.backend.http;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.session.NewSignInLink;
import dev.touchstone.api.session.OpenedSession;
import dev.touchstone.api.session.PresentedToken;
import dev.touchstone.api.session.Session;
import dev.touchstone.api.session.SignInLink;
import dev.touchstone.api.session.SignInOffer;
import dev.touchstone.api.wire.Reviewer;
import java.time.Instant;
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

    private SessionWireExamples() {}

    static Map<String, List<Object>> bySchema() {
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
