package dev.touchstone.lab.flywheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.output.RouteName;
import dev.touchstone.api.output.RouteReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The flywheel on requests made up for it, through a real server.
class FlywheelTest {
    private static final List<String> WANTED = List.of("pay_bill", "play_music", "book_flight", "tell_weather");
    private static final List<List<String>> WORDS = List.of(
            List.of("invoice", "settle", "owed", "bank"),
            List.of("song", "album", "loud", "band"),
            List.of("plane", "seat", "airport", "luggage"),
            List.of("rain", "sunny", "degrees", "storm"));

    /// Twelve random words of no meaning make each request one of its own: no two are near.
    private static List<IntentRequest> requests(int count) {
        SplittableRandom random = new SplittableRandom(5);
        List<IntentRequest> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int wanted = random.nextInt(WANTED.size());
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < 12; word++) {
                text.append(Integer.toString(random.nextInt(36 * 36 * 36, 36 * 36 * 36 * 36), 36))
                        .append(' ');
            }
            text.append(WORDS.get(wanted).get(random.nextInt(4)));
            requests.add(new IntentRequest("r" + i, text.toString(), WANTED.get(wanted)));
        }
        return requests;
    }

    @Test
    void theReviewRateFallsWhileTheModelLearnsFromItsExportedFile(@TempDir Path folder) {
        Loop.Terms terms = new Loop.Terms(240, 80, 3, 10, 0.2, 0.2, 0.3);

        Flywheel turned = Flywheel.turned(requests(terms.requests()), terms, "some", 1, Duration.ofDays(1), folder);

        assertThat(turned.runs()).containsOnlyKeys(Choice.values());
        for (Choice choice : Choice.values()) {
            List<Week> weeks = turned.runs().getOrDefault(choice, List.of()).getFirst();
            assertThat(weeks.getFirst().labels()).isEqualTo(240);
            // Three in ten of 240, give or take.
            assertThat(weeks.getFirst().testItems()).isBetween(45, 100);
            assertThat(weeks.getLast().testItems())
                    .isGreaterThan(weeks.getFirst().testItems());
            assertThat(weeks.getLast().labels()).isGreaterThan(weeks.getFirst().labels() + 16);
            // Of four intents a model that learnt nothing has three in four wrong.
            assertThat(weeks.getLast().modelWrong()).isLessThan(0.5);
            assertThat(weeks.getLast().review()).isBetween(0.2 - 1e-9, 1.0);
            assertThat(weeks.getLast().perfect()).isLessThanOrEqualTo(1);
        }
        String page = turned.markdown("../images");
        assertThat(page)
                .contains("--half some --seeds 1", "../images/flywheel.svg", "| 3 | ", "## Diverse and doubtful");
        assertThat(turned.chart()).contains("week 1", "doubtful first", "</svg>");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void tooFewRequestsAreRefused(@TempDir Path folder) {
        assertThatThrownBy(() -> new Loop(Loop.Terms.USUAL, Choice.RANDOM, 1).run(requests(10), folder))
                .hasMessage("21500 requests are needed, there are 10");
    }

    private static Handled handled(String id, String answer, double confidence, boolean right) {
        return new Handled(
                new IntentRequest(id, id, right ? answer : "another"),
                new IntentModel.Answer(answer, confidence),
                new OutputReceipt(
                        new OutputId(id), id, RouteName.TO_REVIEW, List.of(RouteReason.LOW_CONFIDENCE), 1, 1, null));
    }

    private static List<String> ids(List<Handled> outputs) {
        return outputs.stream().map(one -> one.request().id()).toList();
    }

    @Test
    void theDiverseOnesAreTheMostDoubtfulOfEachIntent() {
        List<Handled> doubtful = List.of(
                handled("a1", "a", 0.1, true),
                handled("a2", "a", 0.2, true),
                handled("b1", "b", 0.5, true),
                handled("a3", "a", 0.3, true),
                handled("c1", "c", 0.4, true));

        assertThat(ids(Choice.DOUBTFUL_FIRST.of(doubtful, 3))).containsExactly("a1", "a2", "a3");
        assertThat(ids(Choice.DIVERSE_AND_DOUBTFUL.of(doubtful, 2))).containsExactly("a1", "c1");
        assertThat(ids(Choice.DIVERSE_AND_DOUBTFUL.of(doubtful, 4))).containsExactly("a1", "c1", "b1", "a2");
        assertThat(Choice.RANDOM.of(doubtful, 3)).isEmpty();
        assertThat(Choice.RANDOM.auditRate(0.05, 200, 1000)).isCloseTo(0.25, within(1e-12));
    }

    /// Ten outputs in order of confidence; the third and the last are wrong. With a quarter tolerated the perfect
    /// threshold approves all ten, with a tenth the first two.
    @Test
    void thePerfectThresholdApprovesAsMuchAsTheToleratedErrorAllows() {
        List<Handled> outputs = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            outputs.add(handled("o" + i, "a", 0.9 - 0.05 * i, i != 2 && i != 9));
        }

        Week lenient = Week.of(outputs, 0.62, 100, 30, true, new Loop.Terms(1, 1, 1, 1, 0.1, 0.25, 0.3));
        Week strict = Week.of(outputs, 0.62, 100, 30, true, new Loop.Terms(1, 1, 1, 1, 0.1, 0.1, 0.3));

        assertThat(lenient.perfect()).isCloseTo(0.1, within(1e-12));
        assertThat(strict.perfect()).isCloseTo(1 - 0.9 * 0.2, within(1e-12));
        assertThat(lenient.auto()).isEqualTo(0.6);
        assertThat(lenient.wrong()).isCloseTo(1.0 / 6, within(1e-12));
        assertThat(lenient.review()).isCloseTo(1 - 0.9 * 0.6, within(1e-12));
    }
}
