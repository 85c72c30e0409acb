package dev.touchstone.backend.drift.action;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.alarm.Alarm;
import dev.touchstone.api.alarm.AlarmDetail;
import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.api.alarm.AlarmState;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Range;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.drift.action.act.ActionConfig;
import dev.touchstone.backend.drift.action.act.ActionRunDao;
import dev.touchstone.backend.drift.action.act.Acts;
import dev.touchstone.backend.drift.action.act.AlarmLookup;
import dev.touchstone.backend.drift.action.act.AllowedTargets;
import dev.touchstone.backend.drift.action.act.Order;
import dev.touchstone.backend.drift.action.act.OutsideAct;
import dev.touchstone.backend.drift.action.act.RunRow;
import dev.touchstone.backend.keys.Secrets;
import dev.touchstone.backend.keys.ServerSecret;
import dev.touchstone.backend.outbox.Leased;
import dev.touchstone.backend.testing.Workbench;
import dev.touchstone.backend.webhook.WebhookBench;
import dev.touchstone.backend.webhook.WebhookConfig;
import dev.touchstone.backend.webhook.Webhooks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Actions on a workbench, worked off when a test says so, against services that stand in for the real ones.
final class ActionBench implements AutoCloseable, AlarmLookup {
    static final String PIPELINE = "support";
    static final ServerSecret SECRET = ServerSecret.of("0123456789abcdefghijklmnopqrstuvwxyz");
    static final Duration DEADLINE = Duration.ofSeconds(2);

    final Workbench on;
    final MockGitHub github;
    final MockPagerDuty pagerduty = new MockPagerDuty();
    final Webhooks webhooks;
    final AlarmActions actions;
    final Acts acts;
    final ActionWork work;
    final ActionTrial trial;
    final List<Alarm> alarms = new CopyOnWriteArrayList<>();

    ActionBench(Workbench on) {
        this(on, true);
    }

    /// @param secrets whether token and key are set
    ActionBench(Workbench on, boolean secrets) {
        this(on, secrets, List.of("acme/*"), List.of("*"));
    }

    /// @param repositories that may get issues
    /// @param paging pipelines that may page
    ActionBench(Workbench on, boolean secrets, List<String> repositories, List<String> paging) {
        this.on = on;
        github = new MockGitHub(on.clock);
        webhooks = WebhookBench.webhooks(
                new WebhookConfig(List.of("127.0.0.0/8"), DEADLINE, 1),
                on.outbox,
                on.endpoints,
                on.clock,
                Secrets.only(SECRET));
        var config = new ActionConfig(
                github.url(),
                secrets ? MockGitHub.TOKEN : null,
                pagerduty.url(),
                secrets ? MockPagerDuty.KEY : null,
                repositories,
                paging,
                DEADLINE,
                1);
        actions = new AlarmActions(on.database, on.ids, on.clock, on.ledger, on.outbox);
        acts = new Acts(
                config, new AllowedTargets(config), on.database, on.clock, on.pipelines, on.outbox, webhooks, this);
        var settlement = new Settlement(on.clock, on.ledger, on.outbox, new ActionNews(on.outbox, on.pipelines));
        work = new ActionWork(on.database, on.outbox, acts, settlement);
        trial = new ActionTrial(on.database, this, on.ids, on.clock, acts, settlement);
    }

    /// Puts a policy into force, written as JSON without its actions.
    Pipeline policy(String rest, String... actionsJson) {
        on.pipeline(
                PIPELINE,
                "{\"drift\": {\"channel\": \"#alarms\", \"actions\": [" + String.join(", ", actionsJson) + "]}" + rest
                        + "}");
        return pipeline();
    }

    Pipeline pipeline() {
        return on.database
                .reader()
                .withHandle(handle -> on.pipelines.find(handle, new PipelineName(PIPELINE)))
                .orElseThrow();
    }

    /// An alarm about quality that pages.
    Alarm alarm() {
        return alarm(AlarmKind.REGRESSION, "Error 18 %, against 6 % before");
    }

    Alarm alarm(AlarmKind kind, String headline) {
        Alarm alarm = alarm(on.ids.next(), kind, headline, AlarmState.OPEN);
        alarms.add(alarm);
        return alarm;
    }

    private Alarm alarm(String id, AlarmKind kind, String headline, AlarmState state) {
        var now = on.clock.instant();
        return new Alarm(
                id,
                new PipelineName(PIPELINE),
                kind,
                "all",
                state,
                kind != AlarmKind.SCORES,
                new Alarm.Message(
                        headline,
                        new Alarm.Found(
                                new Alarm.Found.Window(
                                        0.18, new Range(0.13, 0.24, 0.95), 210, now.minusSeconds(86_400), now),
                                0.08,
                                new Alarm.Found.Before(0.06, new Range(0.04, 0.09, 0.95), 400),
                                new Alarm.Found.Detector(5300, 5200)),
                        "v12",
                        "assistant-3",
                        "at most one false page a year over 3 series",
                        List.of(new Alarm.Worse("stratum:de", 0.3, new Range(0.2, 0.4, 0.9), 60)),
                        List.of()),
                new Alarm.Course(now, null, null, state == AlarmState.RECOVERED ? now : null));
    }

    void open(Alarm alarm) {
        on.database.writer().useTransaction(tx -> actions.opened(tx, pipeline(), alarm));
    }

    AlarmDetail.Run start(Pipeline pipeline, Alarm alarm, String action, Reviewer by) {
        return start(pipeline, alarm, action, by, null);
    }

    AlarmDetail.Run start(Pipeline pipeline, Alarm alarm, String action, Reviewer by, @Nullable String note) {
        return actions.start(pipeline, transaction -> alarm, action, by, note);
    }

    void acknowledge(Alarm alarm) {
        on.database.writer().useTransaction(tx -> actions.acknowledged(tx, pipeline(), alarm));
    }

    void recover(Alarm alarm) {
        alarms.remove(alarm);
        on.database.writer().useTransaction(tx -> actions.recovered(tx, pipeline(), recovered(alarm)));
    }

    Alarm recovered(Alarm alarm) {
        return alarm(alarm.id(), alarm.kind(), alarm.message().headline(), AlarmState.RECOVERED);
    }

    /// Works off what is due.
    void work() {
        for (List<Leased> due = lease(); !due.isEmpty(); due = lease()) {
            due.forEach(work::deliver);
        }
    }

    private List<Leased> lease() {
        return on.outbox.lease(RunStep.KIND, "test", 8, Duration.ZERO, Duration.ofMinutes(1));
    }

    /// What a process does that dies between the call and the note of it: the lease has to run out.
    void dieAfterTheCall() {
        for (Leased delivery : lease()) {
            RunStep step = Json.mapper().convertValue(delivery.payload(), RunStep.class);
            Order order = Order.of(row(delivery.subject()), step.alarm());
            OutsideAct act = (OutsideAct) acts.of(order.action().type());
            switch (step.step()) {
                case DO -> act.carryOut(order);
                case UNDO -> act.undo(order);
                case ACKNOWLEDGE -> act.acknowledge(order);
            }
        }
        on.clock.advance(Duration.ofMinutes(2));
    }

    /// Works on until nothing waits any more.
    void workItOut() {
        for (int i = 0; i < 50; i++) {
            work();
            on.clock.advance(Duration.ofMinutes(31));
        }
    }

    RunRow row(String id) {
        return on.database
                .reader()
                .withExtension(ActionRunDao.class, dao -> dao.find(id))
                .orElseThrow();
    }

    List<AlarmDetail.Run> runs(Alarm alarm) {
        return on.database.reader().withHandle(handle -> actions.runs(handle, alarm.id()));
    }

    AlarmDetail.Run only(Alarm alarm) {
        List<AlarmDetail.Run> runs = runs(alarm);
        if (runs.size() != 1) {
            throw new AssertionError("there are " + runs.size() + " runs, not one: " + runs);
        }
        return runs.getFirst();
    }

    /// The payloads of what the bot is to tell of one kind, oldest first.
    List<JsonNode> told(String kind) {
        return on.database
                .reader()
                .withHandle(handle -> handle.createQuery(
                                "SELECT payload FROM delivery WHERE consumer = 'channel' AND kind = :kind ORDER BY id")
                        .bind("kind", kind)
                        .mapTo(String.class)
                        .map(text -> Json.read(text, JsonNode.class))
                        .list());
    }

    /// The sentences in the alarm's thread.
    List<String> news() {
        return told("alarm").stream().map(news -> news.get("text").asText()).toList();
    }

    /// Everything that is stored in text.
    String stored() {
        StringBuilder text = new StringBuilder();
        for (String table : List.of("alarm_action_run", "delivery", "ledger_entry", "pipeline_policy")) {
            List<Map<String, Object>> rows = on.database
                    .reader()
                    .withHandle(handle -> handle.createQuery("SELECT * FROM " + table)
                            .mapToMap()
                            .list());
            text.append(rows);
        }
        return text.toString();
    }

    @Override
    public Optional<Alarm> alarm(String id) {
        return alarms.stream().filter(alarm -> alarm.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Alarm> locked(Handle transaction, String id) {
        return alarm(id);
    }

    @Override
    public List<Alarm> open(PipelineName pipeline) {
        return alarms.stream()
                .filter(alarm -> alarm.pipeline().equals(pipeline))
                .toList();
    }

    static String action(String name, String type, String rest) {
        return "{\"name\": \"" + name + "\", \"type\": \"" + type + "\"" + rest + "}";
    }

    static @Nullable String outcome(AlarmDetail.Run run) {
        return run.outcome();
    }

    @Override
    public void close() {
        acts.close();
        webhooks.close();
        github.close();
        pagerduty.close();
    }
}
