package dev.touchstone.backend.report;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.report.Digest;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.wire.TrendPoint;
import dev.touchstone.backend.refusal.Refused;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Population;
import dev.touchstone.backend.testing.Workbench;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a digest says. Everything is drawn for review, so the figures are known.
class WeeklyDigestTest {
    private static final IsoWeek WEEK = Desk.week("2026-W47");

    private static Optional<String> text(Digest digest, String fact) {
        return digest.sections().facts().stream()
                .filter(one -> one.name().equals(fact))
                .map(Digest.Fact::text)
                .findFirst();
    }

    private static Digest.Chart chart(Digest digest, String name) {
        return digest.sections().charts().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// Four weeks of thirty verdicts, two of them rejections.
    static final class FourWeeks implements Population {
        static final int POSTED = 4 * 30;

        @Override
        public void fill(Workbench bench) {
            var unused = desk(bench, 28, 2);
        }
    }

    /// Four weeks of five verdicts, all of them good.
    static final class FourThinWeeks implements Population {
        static final int POSTED = 4 * 5;

        @Override
        public void fill(Workbench bench) {
            var unused = desk(bench, 5, 0);
        }
    }

    /// A pipeline made long ago, whose four weeks before the one in question had these verdicts each.
    private static Desk desk(Workbench bench, int approved, int rejected) {
        Desk desk = new Desk(bench);
        bench.clock.set(Instant.parse("2026-01-01T00:00:00Z"));
        bench.pipeline("p", Desk.POLICY);
        for (int i = 4; i >= 1; i--) {
            desk.decide(WEEK.plus(-i), approved, 0, rejected);
        }
        return desk;
    }

    @EveryDatabase(holding = FourWeeks.class)
    void aGoodWeekIsToldInPlainWordsWithEveryFigureItsN(Workbench bench) {
        Desk desk = Desk.goingOn(bench, FourWeeks.POSTED);
        desk.decide(WEEK, 112, 4, 4);
        desk.leaveOpen(WEEK, 20);
        desk.atPosting(WEEK, "Europe/Berlin");

        Digest digest = desk.digests.of(new PipelineName("p"), WEEK);

        assertThat(digest.headline()).matches("Quality held at 93 % \\([89][0-9]–9[0-9] %\\), from 120 reviews\\.");
        assertThat(text(digest, "quality"))
                .hasValueSatisfying(quality -> assertThat(quality)
                        .startsWith("93 % (")
                        .contains("from 120 of 140 outputs", "if all the missing verdicts went one way"));
        assertThat(text(digest, "change"))
                .hasValueSatisfying(change -> assertThat(change).contains("points (", "against the four weeks before"));
        assertThat(text(digest, "reviewed")).hasValue("120 of 140 outputs (86 %)");
        assertThat(text(digest, "verdicts"))
                .hasValue("112 approved (93 %), 4 edited (3.3 %), 4 rejected (3.3 %), of 120 decisions");
        assertThat(text(digest, "review_rate")).hasValue("140 of 140 outputs (100 %)");
        assertThat(text(digest, "time_to_review"))
                .hasValueSatisfying(time -> assertThat(time)
                        .startsWith("median 1 min 32 s (")
                        .contains("from 120 reviews", "one in ten took"));
        assertThat(text(digest, "backlog"))
                .hasValue("20 open now, 20 of them past due; of this week's decisions 100 % came in time"
                        + " (120 of 120, due within 24 h)");
        assertThat(digest.sections().thanks())
                .extracting(thanks -> thanks.reviewer().displayName(), Digest.Thanks::reviews)
                .containsExactly(tuple("Ann", 82L), tuple("Bob", 38L));
        assertThat(digest.sections().notes()).anyMatch(note -> note.contains("no judge saw a random share"));
        assertThat(digest.sections().notes()).last().isEqualTo("The ledger ends at " + bench.ledger.head() + ".");
    }

    @EveryDatabase(holding = FourWeeks.class)
    void aChangeThatWouldBeClearToOneLookIsNoHeadline(Workbench bench) {
        Desk desk = Desk.goingOn(bench, FourWeeks.POSTED);
        desk.decide(WEEK, 100, 0, 20);

        String headline = desk.digests.of(new PipelineName("p"), WEEK).headline();

        // 83 against 93 %: 0 is outside of the usual interval.
        assertThat(headline).startsWith("Quality is at 83 %").endsWith("whether it changed.");
    }

    @EveryDatabase(holding = FourWeeks.class)
    void aChangeIsClaimedOnlyWhenTheIntervalLeavesNoneOut(Workbench bench) {
        Desk desk = Desk.goingOn(bench, FourWeeks.POSTED);
        desk.decide(WEEK, 40, 0, 20);
        desk.leaveOpen(WEEK, 5);
        assertThat(desk.digests.of(new PipelineName("p"), WEEK).headline()).startsWith("Quality fell to 67 % (");

        desk.decide(WEEK.plus(1), 110, 0, 2);
        assertThat(desk.digests.of(new PipelineName("p"), WEEK.plus(1)).headline())
                .startsWith("Quality rose to ");

        desk.decide(WEEK.plus(2), 19, 0, 2);
        assertThat(desk.digests.of(new PipelineName("p"), WEEK.plus(2)).headline())
                .contains("Quality is at 90 % (every output was reviewed), from 21 reviews")
                .endsWith("that is too few to tell whether it changed.");

        desk.decide(WEEK.plus(3), 3, 0, 1);
        assertThat(desk.digests.of(new PipelineName("p"), WEEK.plus(3)).headline())
                .isEqualTo(
                        "Every output of 2026-W50 was reviewed, too few to judge by: 4 outputs, 75 % of them right.");
    }

    @EveryDatabase
    void aWeekWithoutReviewsSaysSoAndInventsNothing(Workbench bench) {
        Desk desk = new Desk(bench);
        bench.clock.set(Instant.parse("2026-01-01T00:00:00Z"));
        bench.pipeline("p", Desk.POLICY);
        desk.leaveOpen(WEEK, 7);

        Digest digest = desk.digests.of(new PipelineName("p"), WEEK);
        Digest empty = desk.digests.of(new PipelineName("p"), WEEK.plus(-1));

        assertThat(digest.headline())
                .isEqualTo("Nobody reviewed any of the 7 outputs of 2026-W47, so their quality is unknown.");
        assertThat(digest.sections().facts())
                .extracting(Digest.Fact::name)
                .containsExactly("quality", "reviewed", "review_rate", "backlog");
        assertThat(digest.sections().facts().getFirst().text()).startsWith("unknown, from 0 of 7 outputs");
        assertThat(digest.sections().facts().getFirst().figure())
                .satisfies(figure -> assertThat(requireNonNull(figure).value()).isNull());
        assertThat(digest.sections().charts()).extracting(Digest.Chart::name).containsExactly("routes");
        assertThat(digest.sections().worst()).isEmpty();
        assertThat(digest.sections().thanks()).isEmpty();
        assertThat(empty.headline())
                .isEqualTo("There were no outputs in 2026-W46, so there is nothing to say about quality.");
        assertThat(empty.sections().facts()).extracting(Digest.Fact::name).containsExactly("backlog");
        assertThat(empty.sections().charts()).isEmpty();
    }

    @EveryDatabase(holding = FourThinWeeks.class)
    void reviewsThatSomebodyAskedForAreNoBaseOfAFigure(Workbench bench) {
        Desk desk = Desk.goingOn(bench, FourThinWeeks.POSTED);
        desk.decide(WEEK, 3, 0, 1);
        desk.leaveOpen(WEEK, 2);
        bench.database
                .writer()
                .useHandle(handle -> handle.execute(
                        "UPDATE review SET reasons = 'requested', pi = 0, u = 0.5 WHERE decision_id IS NOT NULL"));

        Digest digest = desk.digests.of(new PipelineName("p"), WEEK);

        assertThat(digest.headline())
                .isEqualTo("None of the 4 reviewed outputs of 2026-W47 had a known chance of being reviewed, so the"
                        + " quality of all 6 outputs is unknown.");
        assertThat(text(digest, "reviewed")).hasValue("4 of 6 outputs (67 %)");
    }

    @EveryDatabase
    void aFirstWeekHasNothingToBeComparedWith(Workbench bench) {
        Desk desk = new Desk(bench);
        bench.clock.set(Instant.parse("2026-01-01T00:00:00Z"));
        bench.pipeline("p", Desk.POLICY);
        desk.decide(WEEK, 30, 0, 0);

        Digest digest = desk.digests.of(new PipelineName("p"), WEEK);

        assertThat(digest.headline())
                .isEqualTo("Quality is at 100 % (every output was reviewed), from 30 reviews; there are no earlier"
                        + " reviews to compare with.");
        assertThat(text(digest, "change")).isEmpty();
        assertThat(digest.sections().changes()).isEmpty();
    }

    @EveryDatabase(holding = FourWeeks.class)
    void chartsHoldEightWeeksWithGapsAndTheReasons(Workbench bench) {
        Desk desk = Desk.goingOn(bench, FourWeeks.POSTED);
        desk.decide(WEEK, 60, 4, 6);

        Digest digest = desk.digests.of(new PipelineName("p"), WEEK);

        Digest.Chart quality = chart(digest, "quality");
        assertThat(quality.points())
                .extracting(TrendPoint::label)
                .containsExactly(
                        "2026-W40", "2026-W41", "2026-W42", "2026-W43", "2026-W44", "2026-W45", "2026-W46", "2026-W47");
        assertThat(quality.points())
                .extracting(TrendPoint::reviewed)
                .containsExactly(0L, 0L, 0L, 30L, 30L, 30L, 30L, 70L);
        assertThat(quality.points().subList(0, 3))
                .allSatisfy(point -> assertThat(point.value()).isNull());
        assertThat(quality.altText()).contains("2026-W41 without a figure", "2026-W47 ");
        assertThat(quality.takeaway()).startsWith("Quality is at 86 %");
        assertThat(chart(digest, "reasons").points())
                .extracting(TrendPoint::label, TrendPoint::value)
                .containsExactly(
                        tuple("Edited, no reason given", 4.0),
                        tuple("Style or format", 4.0),
                        tuple("Wrong or made up", 2.0));
        assertThat(chart(digest, "reasons").takeaway())
                .isEqualTo("Edited, no reason given: 4 of 10 edits and rejections");
        assertThat(chart(digest, "routes").takeaway()).isEqualTo("Random audit: 70 of 70 reviews");
    }

    @EveryDatabase(holding = FourWeeks.class)
    void aReviewWithSeveralReasonsCountsOnceSoThatTheBarsAddUp(Workbench bench) {
        Desk desk = Desk.goingOn(bench, FourWeeks.POSTED);
        desk.decide(WEEK, 60, 4, 6);
        bench.database
                .writer()
                .useHandle(handle -> handle.execute("UPDATE review SET reasons = 'random_audit,low_confidence' WHERE"
                        + " id IN (SELECT id FROM review ORDER BY id DESC LIMIT 20)"));

        Digest.Chart routes = chart(desk.digests.of(new PipelineName("p"), WEEK), "routes");

        assertThat(routes.points())
                .extracting(TrendPoint::label, TrendPoint::value)
                .containsExactly(tuple("Random audit", 50.0), tuple("Random audit + low confidence", 20.0));
        assertThat(routes.takeaway()).isEqualTo("Random audit: 50 of 70 reviews");
    }

    @EveryDatabase(holding = FourThinWeeks.class)
    void whatChangedIsListed(Workbench bench) {
        Desk desk = Desk.goingOn(bench, FourThinWeeks.POSTED);
        bench.clock.set(Desk.wednesday(WEEK));
        desk.post(output -> output.promptVersion("v2"));
        desk.post(output -> output.promptVersion("v2").model("m2"));
        bench.pipeline(
                "p", Desk.POLICY.replace("\"audit_rate\": 1", "\"audit_rate\": 0.5, \"confidence_threshold\": 0.9"));
        bench.clock.advance(Duration.ofMinutes(5));
        bench.pipeline("p", Desk.POLICY.replace("\"channel\": \"#reviews\"", "\"channel\": \"#other\""));
        desk.alarms.add("Error rate above its floor, since Tuesday.");

        assertThat(desk.digests.of(new PipelineName("p"), WEEK).sections().changes())
                .containsExactly(
                        "Prompt version v2 appeared, with 2 outputs; the 7 weeks before had none of it.",
                        "Model m2 appeared, with 1 output; the 7 weeks before had none of it.",
                        "Policy version 2: confidence threshold 0.8 → 0.9; audit rate 1 → 0.5.",
                        "Policy version 3: confidence threshold 0.9 → 0.8; audit rate 0.5 → 1; changed reviewers.",
                        "Error rate above its floor, since Tuesday.");
        desk.alarms.clear();
        assertThat(desk.digests
                        .of(new PipelineName("p"), WEEK.plus(-1))
                        .sections()
                        .changes())
                .isEmpty();
    }

    @EveryDatabase(holding = FourThinWeeks.class)
    void onlyWhatIsWorseThanTheWholeIsCalledWorstAndFewReviewsAreSaidToBeFew(Workbench bench) {
        Desk desk = Desk.goingOn(bench, FourThinWeeks.POSTED);
        bench.clock.set(Desk.wednesday(WEEK));
        for (int i = 0; i < 75; i++) {
            int n = i;
            String language = n < 25 ? "de" : n < 60 ? "en" : "fr";
            ReviewId review = desk.post(output -> output.stratum("language", language));
            boolean wrong = language.equals("de") ? n % 2 == 0 : language.equals("fr") || n % 10 == 0;
            bench.decisions.decide(
                    review,
                    wrong
                            ? NewDecision.reject(Desk.ANN, 0, "wrong", null, null)
                            : NewDecision.approve(Desk.ANN, 0, null),
                    null);
        }

        Digest digest = desk.digests.of(new PipelineName("p"), WEEK);

        assertThat(digest.sections().worst())
                .extracting(Digest.Fact::name)
                .containsExactly("stratum:language=fr", "stratum:language=de");
        assertThat(digest.sections().worst().getFirst().text())
                .contains("15 of 15 outputs", "rough, because the reviews are few");
        assertThat(digest.sections().worst().getLast().text())
                .startsWith("48 % (every output was reviewed), from 25 of 25 outputs")
                .doesNotContain("rough");
        assertThat(digest.sections().notes()).noneMatch(note -> note.startsWith("Too few reviews to compare"));
    }

    @EveryDatabase(holding = FourThinWeeks.class)
    void theJudgeIsHeldAgainstPeopleAndItsCostAddedUp(Workbench bench) {
        Desk desk = Desk.goingOn(bench, FourThinWeeks.POSTED);
        desk.decide(WEEK, 30, 0, 10);
        bench.database.writer().useTransaction(transaction -> {
            transaction.execute(
                    "INSERT INTO judge_version (id, pipeline, basis, model, temperature, prompt, rubric, schema,"
                            + " examples, created_at_ms) VALUES ('j1', 'p', 'b', 'judge-model', 0, '', '{}', '{}', '[]', 0)");
            transaction.execute(
                    "INSERT INTO judgment (id, output_id, version_id, pipeline, hour, policy_version, stratum,"
                            + " model, prompt_version, u, pi, reasons, verdict, score, attempts, input_tokens, output_tokens,"
                            + " cost_micros, latency_ms, judged_at_ms) SELECT id, id, 'j1', pipeline, hour, policy_version,"
                            + " stratum, model, prompt_version, u, 1, 'share', 'approve', 1, 1, 10, 10, 10500, 5, received_at_ms"
                            + " FROM output");
        });

        Digest digest = desk.digests.of(new PipelineName("p"), WEEK);

        assertThat(text(digest, "judge"))
                .hasValueSatisfying(judge -> assertThat(judge)
                        .startsWith("judge-model agrees with people on 75 % (")
                        .endsWith("of 40 outputs"));
        assertThat(text(digest, "cost")).hasValue("0.42 in the unit of its prices, for 40 judgments");
        assertThat(digest.sections().notes()).noneMatch(note -> note.contains("judge"));
    }

    @EveryDatabase
    void weeksFollowTheZonesClocks(Workbench bench) {
        Desk desk = desk(bench, 1, 0);
        IsoWeek shortWeek = Desk.week("2026-W13");
        IsoWeek longWeek = Desk.week("2026-W43");

        Digest spring = desk.digests.of(new PipelineName("p"), shortWeek);
        Digest autumn = desk.digests.of(new PipelineName("p"), longWeek);
        Digest after = desk.digests.of(new PipelineName("p"), longWeek.plus(1));

        assertThat(Duration.between(spring.period().from(), spring.period().to()))
                .isEqualTo(Duration.ofHours(167));
        assertThat(Duration.between(autumn.period().from(), autumn.period().to()))
                .isEqualTo(Duration.ofHours(169));
        assertThat(after.period().from()).isEqualTo(autumn.period().to());
        assertThat(autumn.period().zone()).isEqualTo("Europe/Berlin");
    }

    @EveryDatabase
    void aZoneThatIsNotWholeHoursAwayIsToldHonestly(Workbench bench) {
        Desk desk = new Desk(bench);
        bench.clock.set(Instant.parse("2026-01-01T00:00:00Z"));
        bench.pipeline("p", Desk.POLICY.replace("Europe/Berlin", "Asia/Kolkata"));
        desk.leaveOpen(WEEK, 1);

        Digest digest = desk.digests.of(new PipelineName("p"), WEEK);

        assertThat(digest.period().from()).isEqualTo("2026-11-15T18:00:00Z");
        assertThat(digest.sections().notes())
                .anyMatch(note -> note.startsWith("The week is not over"))
                .anyMatch(note -> note.contains("whole UTC hours, which Asia/Kolkata does not begin its days on"));
    }

    @EveryDatabase
    void aWeekThatHasNotBegunIsRefused(Workbench bench) {
        Desk desk = desk(bench, 1, 0);

        assertThatThrownBy(() -> desk.digests.of(new PipelineName("p"), WEEK.plus(5)))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo("period-in-future"));
        assertThat(List.of(bench.count("digest"))).containsExactly(0L);
    }
}
