package dev.touchstone.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.testing.TestDatabases;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The bot's own scope. That it is enough for everything the bot does is for the tests over the sandbox to show, whose
/// bots have no other; here is what it is not enough for.
class BotScopeTest {
    private static final Set<Scope> OF_THE_BOT = EnumSet.of(
            Scope.OUTPUTS_READ,
            Scope.FEEDBACK_WRITE,
            Scope.REVIEWS_READ,
            Scope.REVIEWS_WRITE,
            Scope.ALARMS_WRITE,
            Scope.SAMPLES_WRITE,
            Scope.DELIVERIES,
            Scope.LINKS_WRITE,
            Scope.BOT);
    private static final Set<Scope> OF_THE_CONSOLE =
            EnumSet.of(Scope.OUTPUTS_READ, Scope.REVIEWS_READ, Scope.REVIEWS_WRITE, Scope.CONSOLE);

    private static RunningBackend api;

    @BeforeAll
    static void start(@TempDir Path directory) {
        api = new RunningBackend(directory);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    static Stream<Endpoint> operations() {
        try (RunningBackend any = new RunningBackend(TestDatabases.newSqlite())) {
            return any.backend().endpoints().stream().filter(endpoint -> endpoint.scope() != null);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void itOpensWhatTheBotNeedsAndNothingElse(Endpoint operation) throws Exception {
        HttpResponse<String> answer =
                api.send(api.request(operation.operation().path().replaceAll("\\{\\w+}", "none"))
                        .setHeader("Authorization", "Bearer " + api.key(Set.of(Scope.BOT)))
                        .method(operation.operation().method(), HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.body().contains("missing-scope"))
                .as(operation.operation().id())
                .isEqualTo(!OF_THE_BOT.contains(operation.scope()));
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void theConsolesOwnCoversWhatPeopleDoThereAndNothingElse(Scope needed) {
        assertThat(Scope.CONSOLE.covers(needed)).isEqualTo(OF_THE_CONSOLE.contains(needed));
    }

    /// Keys of bots made before there was a scope for them.
    @ParameterizedTest
    @EnumSource(Scope.class)
    void anAdministratorsKeyStillDoesEverything(Scope needed) {
        assertThat(Scope.ADMIN.covers(needed)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void noOtherScopeCoversMoreThanItself(Scope held) {
        if (held != Scope.ADMIN && held != Scope.BOT && held != Scope.CONSOLE) {
            assertThat(Stream.of(Scope.values()).filter(held::covers)).containsExactly(held);
        }
    }
}
