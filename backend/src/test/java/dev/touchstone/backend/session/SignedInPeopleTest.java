package dev.touchstone.backend.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.session.NewSignInLink;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

class SignedInPeopleTest {
    private static final Reviewer ANN = new Reviewer(new ReviewerId("slack:U1"), "Ann");
    private static final PipelineName SHOP = new PipelineName("shop");
    private static final PipelineName OTHER = new PipelineName("other");

    @EveryDatabase
    void anOwnerDoesWithinTheirPipelineWhatTheConsoleCannot(ServedBackend served) {
        TouchstoneClient console = console(served);
        String session = session(served, false);
        owned(served, "slack:U1");

        var put = console.actingFor(session, SHOP).putPipeline("shop", policy("slack:U1", 0.2));

        assertThat(put.createdBy()).isEqualTo("slack:U1");
        assertThat(refusal(() -> console.putPipeline("shop", Policy.DEFAULT))).isEqualTo("403 missing-scope");
        assertThat(refusal(() -> console.actingFor(session, SHOP).putPipeline("other", Policy.DEFAULT)))
                .isEqualTo("404 unknown-pipeline");
        assertThat(refusal(() -> console.actingFor(session, OTHER).pipelines())).isEqualTo("403 not-an-owner");
        assertThat(refusal(() -> console.actingFor(session, null).pipelines())).isEqualTo("403 not-an-owner");
    }

    @EveryDatabase
    void whoIsAnOwnerNoMoreOrSignedOutDoesNothing(ServedBackend served) {
        TouchstoneClient console = console(served);
        String session = session(served, false);
        owned(served, "slack:U1");
        assertThat(console.actingFor(session, SHOP).pipelines()).hasSize(1);

        owned(served, "slack:U2");
        assertThat(refusal(() -> console.actingFor(session, SHOP).pipelines())).isEqualTo("403 not-an-owner");
        owned(served, "slack:U1");
        console.sessions().end(session);
        assertThat(refusal(() -> console.actingFor(session, SHOP).pipelines())).isEqualTo("403 not-an-owner");
    }

    @EveryDatabase
    void anAdministratorActsForTheWholeInstallation(ServedBackend served) {
        TouchstoneClient admin = console(served).actingFor(session(served, true), null);

        assertThat(admin.deliveries().deadDeliveries(null, 10).items()).isEmpty();
        assertThat(admin.putPipeline("new", Policy.DEFAULT).createdBy()).isEqualTo("slack:U1");
    }

    @EveryDatabase
    void noOtherKeyActsForPeople(ServedBackend served) {
        String session = session(served, true);
        TouchstoneClient bot = served.client(served.key(null, Scope.BOT));
        TouchstoneClient ofOne = served.client(served.key(SHOP, Scope.CONSOLE));

        assertThat(refusal(() -> bot.actingFor(session, null).pipelines())).isEqualTo("403 missing-scope");
        assertThat(refusal(() -> ofOne.actingFor(session, null).pipelines())).isEqualTo("403 missing-scope");
    }

    private static TouchstoneClient console(ServedBackend served) {
        return served.client(served.key(null, Scope.CONSOLE));
    }

    private static String session(ServedBackend served, boolean admin) {
        return served.client
                .sessions()
                .open(served.client
                        .sessions()
                        .link(new NewSignInLink(ANN, List.of(), admin))
                        .token())
                .token();
    }

    private static void owned(ServedBackend served, String by) {
        var unused = served.client.putPipeline("shop", policy(by, 0.1));
        var unusedToo = served.client.putPipeline("other", Policy.DEFAULT);
    }

    private static Policy policy(String owner, double rate) {
        return Json.read(
                "{\"audit_rate\": %s, \"reviewers\": {\"owners\": [\"%s\"]}}".formatted(rate, owner), Policy.class);
    }

    private static String refusal(ThrowingCallable call) {
        ApiException refused = catchThrowableOfType(ApiException.class, call);
        return refused.status() + " " + refused.code();
    }
}
