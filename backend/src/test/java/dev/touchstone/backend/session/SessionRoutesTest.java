package dev.touchstone.backend.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.SessionClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.session.NewSignInLink;
import dev.touchstone.api.session.OpenedSession;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

class SessionRoutesTest {
    private static final Reviewer ANN = new Reviewer(new ReviewerId("slack:U1"), "Ann");
    private static final NewSignInLink WISH = new NewSignInLink(ANN, List.of(), false);
    private static final NewSignInLink FOR_ADMIN = new NewSignInLink(ANN, List.of(), true);

    @EveryDatabase
    void theBotMakesALinkAndTheConsoleUsesItOnce(ServedBackend served) {
        SessionClient bot = served.client(served.key(null, Scope.BOT)).sessions();
        SessionClient console = served.client(served.key(null, Scope.CONSOLE)).sessions();
        String link = bot.link(WISH).token();

        assertThat(console.offer(link).person()).isEqualTo(ANN);
        OpenedSession opened = console.open(link);

        assertThat(console.session(opened.token())).isEqualTo(opened.session());
        assertThat(refusal(() -> console.open(link))).isEqualTo("410 link-used");
        assertThat(refusal(() -> console.offer(link))).isEqualTo("410 link-used");
        assertThat(refusal(() -> console.open("made-up"))).isEqualTo("404 unknown-link");
        console.end(opened.token());
        console.end(opened.token());
        assertThat(refusal(() -> console.session(opened.token()))).isEqualTo("404 unknown-session");
    }

    @EveryDatabase
    void onlyAnAdministratorsKeyMakesLinksForPeopleWhoSeeEverything(ServedBackend served) {
        SessionClient bot = served.client(served.key(null, Scope.BOT)).sessions();
        SessionClient ofOne = served.client(served.key(new PipelineName(ServedBackend.PIPELINE), Scope.ADMIN))
                .sessions();

        assertThat(refusal(() -> bot.link(FOR_ADMIN))).isEqualTo("403 missing-scope");
        assertThat(refusal(() -> ofOne.link(WISH))).isEqualTo("403 key-of-one-pipeline");
        assertThat(refusal(() -> ofOne.session("any"))).isEqualTo("403 key-of-one-pipeline");
        assertThat(served.client.sessions().link(FOR_ADMIN).token()).isNotBlank();
    }

    @EveryDatabase
    void theBotCannotPresentItselfAsSomebodyAndTheConsoleMakesNoLinks(ServedBackend served) {
        SessionClient bot = served.client(served.key(null, Scope.BOT)).sessions();
        SessionClient console = served.client(served.key(null, Scope.CONSOLE)).sessions();

        assertThat(refusal(() -> bot.open(bot.link(WISH).token()))).isEqualTo("403 missing-scope");
        assertThat(refusal(() -> console.link(WISH))).isEqualTo("403 missing-scope");
    }

    @EveryDatabase
    void whoeverMayMakeLinksMaySignPeopleOut(ServedBackend served) {
        String token = served.client
                .sessions()
                .open(served.client.sessions().link(WISH).token())
                .token();

        served.client(served.key(null, Scope.BOT)).sessions().endAllOf(ANN.id());

        assertThat(refusal(() -> served.client.sessions().session(token))).isEqualTo("404 unknown-session");
    }

    private static String refusal(ThrowingCallable call) {
        ApiException refused = catchThrowableOfType(ApiException.class, call);
        return refused.status() + " " + refused.code();
    }
}
