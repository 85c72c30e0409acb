package dev.touchstone.backend.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.QualityQuery;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.delivery.Acknowledgement;
import dev.touchstone.api.delivery.Delivery;
import dev.touchstone.api.delivery.LeaseRequest;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.quality.QualityFigure;
import dev.touchstone.api.quality.QualityGroup;
import dev.touchstone.api.quality.QualityReport;
import dev.touchstone.api.quality.QualityTargets;
import dev.touchstone.api.report.Digest;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.api.wire.TrendPoint;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.keys.ServerSecret;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.testing.Eventually;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.ServedBackend;
import dev.touchstone.backend.testing.TestClock;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Digests over HTTP, held against what the same API says of quality.
class DigestJourneyTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final IsoWeek WEEK = Desk.week("2026-W43");
    private static final String POLICY = """
            {"audit_rate": 0.5, "confidence_threshold": 0.5, "strata": {"keys": ["language"], "rates": []},
             "reviewers": {"channel": "#reviews"},
             "digest": {"channel": "#owners", "zone": "Europe/Berlin", "day": "monday", "at": "09:00"}}
            """;

    private static final class Served implements AutoCloseable {
        final TestClock clock;
        final Backend backend;
        final TouchstoneClient client;
        private final AtomicInteger number = new AtomicInteger();

        Served(DatabaseConfig database) {
            this(database, WEEK.plus(-5).start(BERLIN));
        }

        Served(DatabaseConfig database, Instant now) {
            clock = new TestClock(now);
            backend = new Backend(
                            BackendConfig.withDatabase(database.url()),
                            ServerSecret.of("0123456789abcdefghijklmnopqrstuvwxyz"),
                            clock)
                    .start(Map.of("support", Json.read(POLICY, Policy.class)));
            client = client(Set.of(Scope.ADMIN, Scope.DELIVERIES));
        }

        TouchstoneClient client(Set<Scope> scopes) {
            return new TouchstoneClient(backend.url(), backend.keyInProcess("test", scopes));
        }

        /// Half of them doubtful, of three languages and two prompt versions; most of what is drawn is decided.
        void week(IsoWeek week, int outputs) {
            clock.set(Desk.wednesday(week));
            for (int i = 0; i < outputs; i++) {
                int n = number.getAndIncrement();
                OutputReceipt receipt = client.post(NewOutput.text("support", "e" + n, "answer")
                        .query("question")
                        .attribute("total", TextNode.valueOf("12.50"), 0.9)
                        .confidence(i % 2 == 0 ? 0.3 : 0.9)
                        .model("m1")
                        .promptVersion(i % 4 == 0 ? "v2" : "v1")
                        .stratum("language", List.of("de", "en", "fr").get(i % 3))
                        .build());
                if (receipt.reviewId() != null && i % 7 != 0) {
                    client.decide(receipt.reviewId(), decision(i));
                }
            }
        }

        private static NewDecision decision(int i) {
            Reviewer reviewer = new Reviewer(new ReviewerId("slack:U0" + i % 2), "Reviewer " + i % 2);
            return i % 5 == 0
                    ? NewDecision.edit(reviewer, 0, TextNode.valueOf("better"), null, 30.0 + i)
                    : i % 11 == 0
                            ? NewDecision.reject(reviewer, 0, "wrong", null, 10.0)
                            : NewDecision.approve(reviewer, 0, 20.0 + i);
        }

        List<Delivery> ownersDeliveries() {
            return client
                    .deliveries()
                    .lease(new LeaseRequest("bot", 50, Duration.ZERO, Duration.ofSeconds(30)))
                    .stream()
                    .filter(delivery -> "#owners".equals(delivery.channel()))
                    .toList();
        }

        QualityReport report(QualityQuery query) {
            return client.quality().report(query);
        }

        @Override
        public void close() {
            client.close();
            backend.close();
        }
    }

    private static QualityFigure approval(QualityGroup group) {
        return group.figure("approval_rate").orElseThrow();
    }

    private static Digest.Fact fact(Digest digest, String name) {
        return digest.sections().facts().stream()
                .filter(fact -> fact.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @EveryDatabase
    void everyFigureIsThatOfTheApiForTheSamePeriod(DatabaseConfig database) {
        try (Served served = new Served(database)) {
            for (int back = 3; back >= 0; back--) {
                served.week(WEEK.plus(-back), 60);
            }

            Digest digest = served.client.digests().digest(new PipelineName("support"), WEEK.name());

            QualityQuery week = QualityQuery.of(new PipelineName("support"))
                    .period(digest.period().from(), digest.period().to());
            assertThat(Duration.between(digest.period().from(), digest.period().to()))
                    .isEqualTo(Duration.ofHours(169));
            QualityReport report = served.report(week.with("breakdown", "stratum"));
            assertThat(fact(digest, "quality").figure()).isEqualTo(approval(report.total()));
            assertThat(approval(report.total()).interval()).isNotNull();
            assertWorst(digest, "stratum:", report);
            assertWorst(digest, "prompt_version:", served.report(week.with("breakdown", "prompt_version")));
            assertCourse(served, digest);
            assertChange(served, digest, week);
            assertEffort(served, digest, week);
        }
    }

    private static void assertWorst(Digest digest, String kind, QualityReport report) {
        List<QualityFigure> told = digest.sections().worst().stream()
                .filter(fact -> fact.name().startsWith(kind))
                .map(Digest.Fact::figure)
                .toList();
        Double whole = approval(report.total()).value();
        List<QualityFigure> below = report.groups().size() < 2 || whole == null
                ? List.of()
                : report.groups().stream()
                        .map(DigestJourneyTest::approval)
                        .filter(figure -> figure.value() != null && figure.value() < whole)
                        .toList();
        assertThat(told).containsExactlyInAnyOrderElementsOf(below);
    }

    private static void assertCourse(Served served, Digest digest) {
        List<TrendPoint> points = digest.sections().charts().getFirst().points();
        assertThat(points).hasSize(8);
        for (int i = 0; i < 8; i++) {
            IsoWeek week = WEEK.plus(i - 7);
            QualityFigure figure = approval(served.report(
                            QualityQuery.of(new PipelineName("support")).period(week.start(BERLIN), week.end(BERLIN)))
                    .total());
            TrendPoint point = points.get(i);
            assertThat(point)
                    .isEqualTo(new TrendPoint(
                            week.name(), week.start(BERLIN), figure.value(), figure.interval(), figure.reviewed()));
        }
        assertThat(points.getFirst().value()).isNull();
        assertThat(points.getLast().value()).isNotNull();
    }

    private static void assertChange(Served served, Digest digest, QualityQuery week) {
        QualityReport.Difference difference = Objects.requireNonNull(
                        served.report(week.with("baseline_from", WEEK.plus(-4).start(BERLIN)))
                                .comparison())
                .differences()
                .stream()
                .filter(one -> one.metric().equals("approval_rate"))
                .findFirst()
                .orElseThrow();
        String points =
                Words.points(Objects.requireNonNull(difference.value()), Objects.requireNonNull(difference.interval()));
        // The interval is for people who look every week, and wider; the difference is the API's.
        assertThat(fact(digest, "change").text())
                .startsWith(points.substring(0, points.indexOf('(')))
                .contains(" against the four weeks before");
    }

    private static void assertEffort(Served served, Digest digest, QualityQuery week) {
        QualityTargets seed = served.client.quality().targets(week);
        QualityTargets.Metric rate = seed.metric("human_review_rate").orElseThrow();
        QualityTargets.Metric time = seed.metric("time_to_review").orElseThrow();
        long reviewed = Math.round(
                Objects.requireNonNull(rate.measured().value()) * rate.basis().n());
        assertThat(fact(digest, "review_rate").text())
                .isEqualTo(reviewed + " of 60 outputs (" + Words.share(reviewed, 60) + ")");
        assertThat(fact(digest, "time_to_review").text())
                .startsWith("median "
                        + Words.seconds(Objects.requireNonNull(time.measured().value())) + " (")
                .contains("from " + time.basis().n() + " reviews");
    }

    /// Thirty doubtful outputs with a total and a date; of three the total was wrong.
    @EveryDatabase
    void attributesAreToldLowestFirst(DatabaseConfig database) throws Exception {
        try (Served served = new Served(database, WEEK.start(BERLIN))) {
            served.clock.set(Desk.wednesday(WEEK));
            Reviewer reviewer = Reviewer.of(new ReviewerId("slack:U01"));
            for (int i = 0; i < 30; i++) {
                OutputReceipt receipt = served.client.post(NewOutput.text("support", "a" + i, "answer")
                        .attribute("total", TextNode.valueOf("12.50"), 0.9)
                        .attribute("date", TextNode.valueOf("2026-11-18"), 0.9)
                        .confidence(0.3)
                        .build());
                NewDecision decision = i % 10 == 0
                        ? new NewDecision(
                                reviewer,
                                DecisionAction.EDIT,
                                0,
                                null,
                                Map.of("total", TextNode.valueOf("13.00")),
                                null,
                                Map.of(),
                                Map.of(),
                                null,
                                20.0,
                                true)
                        : NewDecision.approve(reviewer, 0, 20.0);
                served.client.decide(Objects.requireNonNull(receipt.reviewId()), decision);
            }
            served.clock.set(WEEK.end(BERLIN).plus(Duration.ofHours(12)));

            Digest digest = served.client.digests().digest(new PipelineName("support"), WEEK.name());

            assertThat(digest.sections().facts())
                    .filteredOn(fact -> fact.name().equals("attributes"))
                    .singleElement()
                    .satisfies(fact -> assertThat(fact.text()).matches("lowest first: total 90.* %.*, date 100.* %.*"));
        }
    }

    @EveryDatabase
    void aDigestIsPostedLeasedAndItsChartsAreFetched(DatabaseConfig database) throws Exception {
        try (Served served = new Served(database, WEEK.start(BERLIN))) {
            served.week(WEEK, 40);
            served.clock.set(WEEK.end(BERLIN).plus(Duration.ofHours(12)));

            Digest posted = served.client.digests().post(new PipelineName("support"), WEEK.name());
            Digest again = served.client.digests().post(new PipelineName("support"), WEEK.name());

            assertThat(again).isEqualTo(posted);
            assertThat(served.client.digests().digest(new PipelineName("support"), WEEK.name()))
                    .isEqualTo(posted);
            assertThat(served.client.digests().digest(posted.id())).isEqualTo(posted);
            assertThat(served.ownersDeliveries())
                    .singleElement()
                    .satisfies(delivery -> assertThat(delivery.subject()).isEqualTo(posted.id()));
            assertThat(posted.sections().charts())
                    .extracting(Digest.Chart::name)
                    .contains("quality", "routes");
            for (Digest.Chart chart : posted.sections().charts()) {
                byte[] png = served.client.digests().chart(posted.id(), chart.name());
                assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth())
                        .as(chart.name())
                        .isEqualTo(1000);
            }
            assertRefused("unknown-chart", () -> served.client.digests().chart(posted.id(), "moon"));
        }
    }

    @EveryDatabase
    void refusalsSayWhatToDo(DatabaseConfig database) {
        try (Served served = new Served(database)) {
            served.clock.set(Desk.wednesday(WEEK));
            served.client.putPipeline("silent", Policy.DEFAULT);

            assertRefused(
                    "unknown-week", () -> served.client.digests().digest(new PipelineName("support"), "2027-W53"));
            assertRefused("unknown-week", () -> served.client.digests().digest(new PipelineName("support"), "last"));
            assertRefused(
                    "unknown-pipeline", () -> served.client.digests().digest(new PipelineName("nobody"), WEEK.name()));
            assertRefused("unknown-digest", () -> served.client.digests().digest("no-such-id"));
            assertRefused("unknown-digest", () -> served.client.digests().chart("no-such-id", "quality"));
            assertRefused(
                    "week-not-over", () -> served.client.digests().post(new PipelineName("support"), WEEK.name()));
            assertRefused(
                    "period-in-future",
                    () -> served.client
                            .digests()
                            .digest(new PipelineName("support"), WEEK.plus(2).name()));
            assertRefused(
                    "no-channel",
                    () -> served.client
                            .digests()
                            .post(new PipelineName("silent"), WEEK.plus(-1).name()));
            try (TouchstoneClient reader = served.client(Set.of(Scope.OUTPUTS_READ))) {
                assertThat(reader.digests()
                                .digest(new PipelineName("support"), WEEK.name())
                                .period()
                                .week())
                        .isEqualTo(WEEK.name());
                assertRefused(
                        "missing-scope",
                        () -> reader.digests()
                                .post(new PipelineName("support"), WEEK.plus(-1).name()));
            }
        }
    }

    @EveryDatabase
    void aKeyOfAnotherPipelineSeesNothingOfIt(ServedBackend served) {
        served.client.putPipeline("claims", Policy.DEFAULT);
        served.client.post(ServedBackend.doubtful("e-1"));
        String week = IsoWeek.of(Instant.now(), ZoneOffset.UTC).name();
        Digest digest = served.client.digests().digest(new PipelineName(ServedBackend.PIPELINE), week);
        TouchstoneClient claims = served.client(served.key(new PipelineName("claims"), Scope.ADMIN));

        assertThat(served.client.digests().digest(digest.id())).isEqualTo(digest);
        assertRefused(
                "unknown-pipeline", () -> claims.digests().digest(new PipelineName(ServedBackend.PIPELINE), week));
        assertRefused("unknown-pipeline", () -> claims.digests().post(new PipelineName(ServedBackend.PIPELINE), week));
        assertRefused("unknown-digest", () -> claims.digests().digest(digest.id()));
        assertRefused("unknown-digest", () -> claims.digests().chart(digest.id(), "routes"));
    }

    private static void assertRefused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.problem().code()).isEqualTo(code));
    }

    /// Every task runs once at the start: a backend that was down on Monday posts then, and tells the bot.
    @EveryDatabase
    void aBackendThatWasDownOnMondayPostsWhenItStarts(DatabaseConfig database) {
        try (Served served = new Served(database, WEEK.plus(-2).start(BERLIN))) {
            served.week(WEEK, 5);
        }
        Set<String> told = new LinkedHashSet<>();
        try (Served late = new Served(database, WEEK.end(BERLIN).plus(Duration.ofDays(2)))) {
            Eventually.within(Duration.ofSeconds(60), "three weeks are posted", () -> {
                late.ownersDeliveries().forEach(delivery -> {
                    told.add(Json.read(delivery.payload().toString(), Digest.class)
                            .period()
                            .week());
                    late.client.deliveries().acknowledge(delivery.id(), Acknowledgement.delivered(delivery, null));
                });
                return told.size() == 3;
            });
        }
        assertThat(told).containsExactly("2026-W41", "2026-W42", "2026-W43");
    }
}
