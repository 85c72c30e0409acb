package dev.touchstone.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.touchstone.api.session.NewSignInLink;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Signing in, and all that must not get anybody in.
class SignInTest {
    private static final String SESSION = "touchstone_session";

    private static ConsoleStage stage;

    @BeforeAll
    static void start() {
        stage = new ConsoleStage();
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void theLinkOpensAPageAndItsButtonSignsIn() throws Exception {
        try (Browserless ann = new Browserless()) {
            String link = stage.link(ConsoleStage.ANN);

            assertThat(ann.get(link).body()).contains("as <strong>Ann</strong>");
            assertThat(ann.cookie(SESSION)).isEmpty();
            HttpResponse<String> in = ann.signIn(link);

            assertThat(in.statusCode()).isEqualTo(303);
            assertThat(in.headers().firstValue("Location")).contains("/console/queue");
            assertThat(in.headers().allValues("Set-Cookie"))
                    .anySatisfy(cookie -> assertThat(cookie)
                            .contains(SESSION, "HttpOnly", "SameSite=Lax")
                            .doesNotContain("Secure"));
            assertThat(ann.get(stage.url("/queue")).body()).contains("Ann", "Sign out");
        }
    }

    @Test
    void aScannerThatOpensTheLinkDoesNotUseIt() throws Exception {
        try (Browserless scanner = new Browserless();
                Browserless ann = new Browserless()) {
            String link = stage.link(ConsoleStage.ANN);

            for (int i = 0; i < 3; i++) {
                assertThat(scanner.get(link).statusCode()).isEqualTo(200);
            }

            assertThat(ann.signIn(link).statusCode()).isEqualTo(303);
        }
    }

    @Test
    void aLinkThatWasUsedSignsInNobodyElse() throws Exception {
        try (Browserless ann = new Browserless();
                Browserless other = new Browserless()) {
            String link = stage.link(ConsoleStage.ANN);
            String page = other.get(link).body();
            var unused = ann.signIn(link);

            HttpResponse<String> late = other.post(link, Map.of("csrf", Browserless.token(page)));

            assertThat(late.statusCode()).isEqualTo(410);
            assertThat(late.body()).contains("this one was used before");
            assertThat(other.get(link).statusCode()).isEqualTo(410);
            assertThat(other.cookie(SESSION)).isEmpty();
            assertThat(other.get(stage.url("/queue")).statusCode()).isEqualTo(401);
            assertThat(ann.get(link).headers().firstValue("Location")).contains("/console/queue");
        }
    }

    @Test
    void aLinkThatIsOverOrMadeUpSignsInNobody() throws Exception {
        try (Browserless ann = new Browserless();
                ConsoleStage later = new ConsoleStage()) {
            String link = later.link(ConsoleStage.ANN);
            later.later(Duration.ofMinutes(10));

            assertThat(ann.get(link).statusCode()).isEqualTo(410);
            assertThat(ann.get(link).body()).contains("A link holds for ten minutes");
            assertThat(ann.get(stage.url("/sign-in/made-up")).statusCode()).isEqualTo(404);
            assertThat(ann.get(stage.url("/sign-in/" + "x".repeat(300))).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void theButtonOfALinkIsPressedOnItsOwnPageOnly() throws Exception {
        try (Browserless other = new Browserless();
                Browserless victim = new Browserless()) {
            String link = stage.link(ConsoleStage.ROB);
            String token = Browserless.token(other.get(link).body());

            assertThat(victim.post(link, Map.of("csrf", token)).statusCode()).isEqualTo(403);
            var page = victim.get(link);
            assertThat(victim.post(link, Map.of("csrf", token)).statusCode()).isEqualTo(403);
            assertThat(victim.post(link, Map.of("csrf", Browserless.token(page.body())), "Sec-Fetch-Site", "cross-site")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(victim.cookie(SESSION)).isEmpty();
        }
    }

    @Test
    void aSessionThatSomebodyPlantedIsNotTakenOver() throws Exception {
        try (Browserless ann = new Browserless();
                Browserless planter = new Browserless()) {
            String planted = stage.session(ConsoleStage.ROB);
            ann.plant(stage.backend.url(), SESSION, planted);

            var unused = ann.signIn(stage.link(ConsoleStage.ANN));

            assertThat(ann.cookie(SESSION)).isNotEqualTo(planted).isNotEmpty();
            assertThat(ann.get(stage.url("/queue")).body()).contains("<span>Ann</span>");
            planter.plant(stage.backend.url(), SESSION, planted);
            assertThat(planter.get(stage.url("/queue")).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aFormWithoutTheTokenOfItsVisitorDoesNothing() throws Exception {
        try (Browserless ann = new Browserless();
                Browserless rob = new Browserless()) {
            var unused = ann.signIn(stage.link(ConsoleStage.ANN));
            var alsoUnused = rob.signIn(stage.link(ConsoleStage.ROB));
            String foreign = Browserless.token(rob.get(stage.url("/queue")).body());
            String own = Browserless.token(ann.get(stage.url("/queue")).body());

            assertThat(ann.post(stage.url("/sign-out"), Map.of()).statusCode()).isEqualTo(403);
            assertThat(ann.post(stage.url("/sign-out"), Map.of("csrf", foreign)).statusCode())
                    .isEqualTo(403);
            assertThat(ann.post(stage.url("/sign-out"), Map.of("csrf", own), "Sec-Fetch-Site", "same-site")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(ann.get(stage.url("/queue")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void afterSigningInOneIsWhereOneWantedToBeAndNowhereElse() throws Exception {
        try (Browserless ann = new Browserless();
                Browserless lured = new Browserless()) {
            String review = stage.doubtful("next-1", "Yes.").value();
            assertThat(ann.get(stage.url("/reviews/" + review)).statusCode()).isEqualTo(401);
            assertThat(ann.signIn(stage.link(ConsoleStage.ANN)).headers().firstValue("Location"))
                    .contains("/console/reviews/" + review);

            for (String elsewhere :
                    List.of("//evil.example", "https://evil.example/", "/console/../x", "/console//x")) {
                lured.plant(stage.backend.url(), "touchstone_next", elsewhere);
                assertThat(lured.signIn(stage.link(ConsoleStage.ANN)).headers().firstValue("Location"))
                        .contains("/console/queue");
            }
        }
    }

    @Test
    void whoeverSignedOutIsOutEverywhereTheCookieWent() throws Exception {
        try (Browserless ann = new Browserless();
                Browserless thief = new Browserless()) {
            var unused = ann.signIn(stage.link(ConsoleStage.ANN));
            thief.plant(stage.backend.url(), SESSION, ann.cookie(SESSION));
            String token = Browserless.token(ann.get(stage.url("/queue")).body());

            var alsoUnused = ann.post(stage.url("/sign-out"), Map.of("csrf", token));

            assertThat(ann.get(stage.url("/queue")).statusCode()).isEqualTo(401);
            assertThat(thief.get(stage.url("/queue")).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void awayFromTheMachineItselfCookiesTravelEncryptedOnly() throws Exception {
        URI link = URI.create(stage.link(ConsoleStage.ANN));
        try (Socket socket = new Socket(link.getHost(), link.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + link.getPath() + " HTTP/1.1\r\nHost: console.example\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 200")
                    .containsPattern("Set-Cookie: touchstone_browser=[0-9a-f]{64};.*Secure")
                    .contains("Strict-Transport-Security");
        }
    }

    @Test
    void everyPageForbidsWhatAPageMayDoToAnother() throws Exception {
        try (Browserless ann = new Browserless()) {
            for (String path : List.of("/queue", "/sign-in/x", "/assets/console.css", "/no-such-page")) {
                var headers = ann.get(stage.url(path)).headers();
                assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe");
                assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
                assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            }
        }
    }

    @Test
    void anAdministratorSeesEveryPipelineAndAStrangerNone() throws Exception {
        try (Browserless admin = new Browserless();
                Browserless stranger = new Browserless()) {
            String review = stage.doubtful("roles-1", "Yes.").value();
            var unused = admin.signIn(stage.link(new NewSignInLink(ConsoleStage.ROB, List.of(), true)));
            var alsoUnused = stranger.signIn(stage.link(new NewSignInLink(ConsoleStage.ROB, List.of(), false)));

            assertThat(admin.get(stage.url("/reviews/" + review)).statusCode()).isEqualTo(200);
            assertThat(stranger.get(stage.url("/reviews/" + review)).statusCode())
                    .isEqualTo(404);
            assertThat(stranger.get(stage.url("/queue")).body()).contains("There is no pipeline that you review");
        }
    }
}
