package dev.touchstone.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.LedgerClient;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.session.NewSignInLink;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Keys and the ledger at the console.
class AdministratorPagesTest {
    private static final Pattern TOKEN = Pattern.compile("ts_[0-9a-f]{16}_[A-Za-z0-9_-]{43}");

    private static ConsoleStage stage;
    private static Browserless ann;

    @BeforeAll
    static void start() throws Exception {
        stage = new ConsoleStage();
        ann = new Browserless();
        var unused = ann.signIn(stage.link(new NewSignInLink(ConsoleStage.ANN, List.of(), true)));
    }

    @AfterAll
    static void stop() {
        ann.close();
        stage.close();
    }

    @Test
    void aKeyIsMadeShownOnceAndRevoked() throws Exception {
        String made = send("/keys/make", Map.of("name", "a test <b>", "scopes", "outputs:read, outputs:write"))
                .body();
        Matcher token = TOKEN.matcher(made);
        assertThat(token.find()).isTrue();
        try (TouchstoneClient ofIt = new TouchstoneClient(stage.backend.url(), token.group())) {
            assertThat(ofIt.pipelines()).hasSize(1);
            String list = page("/keys");
            assertThat(list).contains("a test &lt;b&gt;", "outputs:write").doesNotContain(token.group());
            String id = token.group().substring(3, 19);
            assertThat(stage.api
                            .ledger()
                            .entries(new LedgerClient.Wanted("slack:U1", "key.created", id), null, 1)
                            .items())
                    .hasSize(1);

            assertThat(send("/keys/revoke", Map.of("id", id)).statusCode()).isEqualTo(303);

            assertThat(page("/keys")).contains("was revoked on");
            ApiException refused = catchThrowableOfType(ApiException.class, ofIt::pipelines);
            assertThat(refused.status()).isEqualTo(401);
        }
    }

    @Test
    void whatCannotBeAKeyIsSaid() throws Exception {
        assertThat(send("/keys/make", Map.of("name", "x", "scopes", "everything"))
                        .body())
                .contains("scopes know no “everything”");
        assertThat(send("/keys/make", Map.of("name", "x", "scopes", "")).body())
                .contains("scopes must name at least one scope");
        assertThat(send("/keys/make", Map.of("name", "x", "scopes", "admin", "lifetime", "soon"))
                        .body())
                .contains("lifetime must be a time such as 90d");
    }

    @Test
    void theLedgerIsSearchedAndChecked() throws Exception {
        stage.put("support", ConsoleStage.policy("slack:U3", "slack:U1"));
        var searched = send("/ledger/search", Map.of("action", "policy", "subject", "support@2"));
        assertThat(searched.statusCode()).isEqualTo(303);
        String address = searched.headers().firstValue("Location").orElseThrow();
        assertThat(address).endsWith("/console/ledger?action=policy&subject=support%402");

        String found = ann.get(stage.backend.url() + address.replaceFirst("^https?://[^/]+", ""))
                .body();
        assertThat(found).contains("policy.changed", "<bdi>support@2</bdi>").doesNotContain("<bdi>support@1</bdi>");
        assertThat(page("/ledger?action=nothing")).contains("There is none of these.");
        assertThat(send("/ledger/verify", Map.of()).body()).contains("The ledger is intact");
    }

    @Test
    void aCustomerIsHeldErasedOnceReleasedAndNamedOnNoPage() throws Exception {
        stage.api.post(NewOutput.text("support", "case-1", "An answer for Zaphodia.")
                .metadata("customer", TextNode.valueOf("Zaphodia"))
                .build());
        Map<String, String> wish =
                Map.of("pipeline", "support", "by", "metadata", "name", "customer=Zaphodia", "why", "a dispute");

        assertThat(send("/erasures/hold", wish).body()).contains("It stays until the hold");
        assertThat(send("/erasures/ask", wish).body()).contains("It is asked for");
        await().until(() -> page("/erasures").contains("1 are held"));
        String id = stage.api.erasures().holds().getFirst().id();
        assertThat(send("/erasures/release", Map.of("id", id)).statusCode()).isEqualTo(303);
        await().until(() -> page("/erasures").contains("is done"));

        assertThat(page("/erasures"))
                .contains("everything of one customer", "1 outputs", "a dispute", "released on")
                .doesNotContain("Zaphodia");
        assertThat(send("/erasures/ask", Map.of("pipeline", "support", "by", "metadata", "name", "Zaphodia"))
                        .body())
                .contains("must be a key and its value, such as customer=4711");
        assertThat(send("/erasures/ask", Map.of("pipeline", "nowhere", "by", "actor", "name", "u"))
                        .statusCode())
                .isEqualTo(422);
    }

    private static HttpResponse<String> send(String path, Map<String, String> fields) throws Exception {
        Map<String, String> sent = new HashMap<>(fields);
        sent.put("csrf", Browserless.token(page("/keys")));
        return ann.post(stage.url(path), sent);
    }

    private static String page(String path) throws Exception {
        return ann.get(stage.url(path)).body();
    }
}
