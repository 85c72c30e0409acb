package dev.touchstone.backend.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.session.NewSignInLink;
import dev.touchstone.api.session.Session;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

class SessionsTest {
    private static final Reviewer ANN = new Reviewer(new ReviewerId("slack:U1"), "Ann");
    private static final NewSignInLink WISH =
            new NewSignInLink(ANN, List.of(new PipelineName("claims"), new PipelineName("support")), false);

    @EveryDatabase
    void aLinkSignsItsPersonInOnce(Workbench bench) {
        Sessions sessions = sessions(bench);
        String link = sessions.link(WISH, "bot").token();

        Sessions.Opening first = sessions.open(link);
        Sessions.Opening second = sessions.open(link);

        String token = opened(first);
        assertThat(sessions.find(token))
                .contains(new Session(
                        ANN, WISH.pipelines(), false, bench.clock.instant().plus(Sessions.SESSION_LIFE)));
        assertThat(second).isEqualTo(new Sessions.Opening.Used(bench.clock.instant()));
        assertThat(bench.audited()).contains("bot console.link slack:U1", "slack:U1 console.signed-in slack:U1");
    }

    @EveryDatabase
    void toLookAtALinkDoesNotUseIt(Workbench bench) {
        Sessions sessions = sessions(bench);
        String link = sessions.link(WISH, "bot").token();

        assertThat(sessions.look(link)).isInstanceOf(Sessions.Look.Open.class);
        assertThat(sessions.look(link))
                .asInstanceOf(type(Sessions.Look.Open.class))
                .satisfies(open -> assertThat(open.offer().person()).isEqualTo(ANN));
        opened(sessions.open(link));
        assertThat(sessions.look(link)).isInstanceOf(Sessions.Look.Over.class);
    }

    @EveryDatabase
    void aLinkEndsAfterTenMinutes(Workbench bench) {
        Sessions sessions = sessions(bench);
        String link = sessions.link(WISH, "bot").token();

        bench.clock.advance(Sessions.LINK_LIFE);

        assertThat(sessions.open(link)).isEqualTo(new Sessions.Opening.Expired(bench.clock.instant()));
        assertThat(sessions.open("made up")).isEqualTo(new Sessions.Opening.Unknown());
    }

    @EveryDatabase
    void ofManyBrowsersThatUseALinkAtOnceOneGetsIn(Workbench bench) throws Exception {
        Sessions sessions = sessions(bench);
        String link = sessions.link(WISH, "bot").token();
        Callable<Sessions.Opening> use = () -> sessions.open(link);

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Sessions.Opening>> all =
                    threads.invokeAll(Stream.generate(() -> use).limit(8).toList());
            int in = 0;
            for (Future<Sessions.Opening> one : all) {
                in += one.get() instanceof Sessions.Opening.Opened ? 1 : 0;
            }

            assertThat(in).isEqualTo(1);
        }
    }

    @EveryDatabase
    void aSessionEndsByItselfAndWhenItsPersonSignsOut(Workbench bench) {
        Sessions sessions = sessions(bench);
        String one = opened(sessions.open(sessions.link(WISH, "bot").token()));
        String other = opened(sessions.open(sessions.link(WISH, "bot").token()));

        sessions.end(one);

        assertThat(sessions.find(one)).isEmpty();
        assertThat(sessions.find(other)).isPresent();
        bench.clock.advance(Sessions.SESSION_LIFE);
        assertThat(sessions.find(other)).isEmpty();
    }

    @EveryDatabase
    void aPersonIsSignedOutEverywhereAndTheirLinksAreUseless(Workbench bench) {
        Sessions sessions = sessions(bench);
        String signedIn = opened(sessions.open(sessions.link(WISH, "bot").token()));
        String link = sessions.link(WISH, "bot").token();
        Reviewer bob = Reviewer.of(new ReviewerId("bob"));
        String others = opened(sessions.open(
                sessions.link(new NewSignInLink(bob, List.of(), true), "ops").token()));

        sessions.endAllOf(ANN.id(), "ops");

        assertThat(sessions.find(signedIn)).isEmpty();
        assertThat(sessions.open(link)).isEqualTo(new Sessions.Opening.Unknown());
        assertThat(sessions.find(others)).map(Session::admin).contains(true);
    }

    @EveryDatabase
    void whatIsOverIsClearedAwayAndTokensAreNowhereInTheDatabase(Workbench bench) {
        Sessions sessions = sessions(bench);
        String link = sessions.link(WISH, "bot").token();
        String token = opened(sessions.open(link));
        assertThat(column(bench, "sign_in_link")).hasSize(1).doesNotContain(link);
        assertThat(column(bench, "console_session")).hasSize(1).doesNotContain(token);

        bench.clock.advance(Duration.ofDays(2));
        sessions.link(WISH, "bot");

        assertThat(column(bench, "sign_in_link")).hasSize(1);
        assertThat(column(bench, "console_session")).isEmpty();
    }

    private static Set<String> column(Workbench bench, String table) {
        return bench.database
                .reader()
                .withHandle(handle -> handle.createQuery("SELECT token_hash FROM " + table)
                        .mapTo(String.class)
                        .set());
    }

    private static Sessions sessions(Workbench bench) {
        return new Sessions(bench.database, bench.clock, bench.ledger);
    }

    private static String opened(Sessions.Opening opening) {
        assertThat(opening).isInstanceOf(Sessions.Opening.Opened.class);
        return ((Sessions.Opening.Opened) opening).session().token();
    }
}
