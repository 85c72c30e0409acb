package dev.touchstone.api.client;

import dev.touchstone.api.client.Transport.Call;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.session.NewSignInLink;
import dev.touchstone.api.session.OpenedSession;
import dev.touchstone.api.session.PresentedToken;
import dev.touchstone.api.session.Session;
import dev.touchstone.api.session.SignInLink;
import dev.touchstone.api.session.SignInOffer;
import dev.touchstone.api.wire.Reviewer;

/// The part of [TouchstoneClient] about who is signed in at the console. It lives as long as its client.
public final class SessionClient {
    private final Transport transport;

    SessionClient(Transport transport) {
        this.transport = transport;
    }

    /// Makes a link that works once.
    public SignInLink link(NewSignInLink wish) {
        return transport.send(Call.json("POST", "v1/sign-in-links", wish), SignInLink.class);
    }

    /// Whom a link would sign in. It stays unused.
    public SignInOffer offer(String link) {
        return transport.send(Call.json("POST", "v1/sign-in-links:look", new PresentedToken(link)), SignInOffer.class);
    }

    /// Uses a link.
    public OpenedSession open(String link) {
        return transport.send(Call.json("POST", "v1/sessions", new PresentedToken(link)), OpenedSession.class);
    }

    /// Who is signed in with this token.
    public Session session(String token) {
        return transport.send(Call.json("POST", "v1/sessions:look", new PresentedToken(token)), Session.class);
    }

    /// Signs out. To repeat it changes nothing.
    public void end(String token) {
        transport.send(Call.json("POST", "v1/sessions:end", new PresentedToken(token)));
    }

    /// Signs a person out everywhere, and makes links useless that they have not used.
    public void endAllOf(ReviewerId person) {
        transport.send(Call.json("POST", "v1/sessions:end-all", Reviewer.of(person)));
    }
}
