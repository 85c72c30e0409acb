package dev.touchstone.lab.flywheel;

import dev.touchstone.lab.recorded.Markdown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Turns the flywheel in every way of choosing, and writes the page about it.
///
/// @param runs of each way, one per seed
public record Flywheel(Map<Choice, List<List<Week>>> runs, Loop.Terms terms, int seeds, String half) {
    private static final int FROM_WEEK = 3;
    private static final double MOST_ABOVE_PERFECT = 1.3;
    private static final double LEAST_KEPT = 0.9;

    /// @param data folder that holds `intents/half`
    /// @param seeds how often each way is gone
    /// @param folder for the databases, in memory where that can be had
    /// @param atMost no seed begins after so long
    /// @throws IllegalArgumentException when the data are not there
    public static Flywheel turned(Path data, String half, int seeds, Duration atMost, Path folder) throws IOException {
        return turned(IntentRequest.read(data, half), Loop.Terms.USUAL, half, seeds, atMost, folder);
    }

    static Flywheel turned(
            List<IntentRequest> requests, Loop.Terms terms, String half, int seeds, Duration atMost, Path folder) {
        Map<Choice, List<List<Week>>> runs = new EnumMap<>(Choice.class);
        long start = System.nanoTime();
        int seed = 0;
        while (seed < seeds && (seed == 0 || System.nanoTime() - start < atMost.toNanos())) {
            seed++;
            for (Choice choice : Choice.values()) {
                List<Week> weeks = new Loop(terms, choice, seed).run(requests, folder);
                runs.computeIfAbsent(choice, c -> new ArrayList<>()).add(weeks);
                System.err.printf(
                        Locale.ROOT,
                        "seed %d, %s: review rate %.3f in week 1, %.3f in week %d%n",
                        seed,
                        choice.words(),
                        weeks.getFirst().review(),
                        weeks.getLast().review(),
                        weeks.size());
            }
            empty(folder);
        }
        return new Flywheel(runs, terms, seed, half);
    }

    /// Databases and search indexes of a seed are of no use to the next.
    private static void empty(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param charts the folder in which the page finds its picture; null to leave it out
    public String markdown(@Nullable String charts) {
        List<String> lines = new ArrayList<>();
        lines.add(FlywheelText.HEAD.formatted(
                half,
                seeds,
                terms.aWeek(),
                terms.start(),
                Markdown.percent(terms.audits()),
                terms.beyond(),
                Markdown.percent(terms.test()),
                Markdown.percent(terms.maxError())));
        if (charts != null) {
            lines.add("![Share of the outputs that people look at, by week](" + charts + "/flywheel.svg)");
            lines.add("");
        }
        for (Choice choice : Choice.values()) {
            lines.add(table(choice));
        }
        lines.add(FlywheelText.WANTED);
        lines.add("| wanted | doubtful first | random | diverse and doubtful |");
        lines.add("|---|---:|---:|---:|");
        lines.add(row("review rate in the last week (8 %)", choice -> Markdown.percent(last(choice, Week::review))));
        lines.add(row("the same under the perfect threshold", choice -> Markdown.percent(last(choice, Week::perfect))));
        lines.add(row(
                "review rate over the perfect one, worst week from the third on (1.3)",
                choice -> String.format(Locale.ROOT, "%.2f", worstRatio(choice))));
        lines.add(row(
                "weeks from the third on in which it is at most 1.3",
                choice -> weeksWithin(choice) + " of " + (terms.weeks() - FROM_WEEK + 1)));
        lines.add(row(
                "seeds whose auto-approved outputs were at most " + Markdown.percent(terms.maxError())
                        + " wrong, all weeks together (90 %)",
                choice -> Markdown.percent(keptOverall(choice))));
        lines.add(row(
                "single weeks in which they were, of all weeks and seeds",
                choice -> Markdown.percent(keptWeeks(choice))));
        lines.add(row(
                "labels until the model is as good as random choice makes it in the end, of those that random takes"
                        + " (60 %)",
                this::labelsNeeded));
        lines.add("");
        lines.add(FlywheelText.FOOT);
        return String.join("\n", lines) + "\n";
    }

    /// The picture.
    public String chart() {
        List<FlywheelChart.Course> courses = new ArrayList<>();
        for (Choice choice : Choice.values()) {
            courses.add(new FlywheelChart.Course(choice.words(), means(choice, Week::review)));
        }
        courses.add(new FlywheelChart.Course(
                "doubtful first, under a perfect threshold", means(Choice.DOUBTFUL_FIRST, Week::perfect)));
        return FlywheelChart.svg(courses);
    }

    private interface Cell {
        String of(Choice choice);
    }

    private static String row(String title, Cell cell) {
        StringBuilder row = new StringBuilder("| " + title + " |");
        for (Choice choice : Choice.values()) {
            row.append(' ').append(cell.of(choice)).append(" |");
        }
        return row.toString();
    }

    private String table(Choice choice) {
        StringBuilder table = new StringBuilder("## " + heading(choice) + "\n\n"
                + "| week | labels | test items | certified | review rate | perfect threshold | auto-approved | wrong of"
                + " these | at most " + Markdown.percent(terms.maxError()) + " | model wrong |\n"
                + "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        for (int week = 0; week < terms.weeks(); week++) {
            int w = week;
            List<Week> all = runs(choice).stream().map(run -> run.get(w)).toList();
            table.append(String.format(
                    Locale.ROOT,
                    "| %d | %.0f | %.0f | %s | %s | %s | %s | %s | %s | %s |%n",
                    week + 1,
                    mean(all, Week::labels),
                    mean(all, Week::testItems),
                    Markdown.percent(mean(all, one -> one.certified() ? 1 : 0)),
                    Markdown.percent(mean(all, Week::review)),
                    Markdown.percent(mean(all, Week::perfect)),
                    Markdown.percent(mean(all, Week::auto)),
                    Markdown.percent(mean(all, Week::wrong)),
                    Markdown.percent(mean(all, one -> one.wrong() <= terms.maxError() ? 1 : 0)),
                    Markdown.percent(mean(all, Week::modelWrong))));
        }
        return table.toString();
    }

    private static String heading(Choice choice) {
        return choice.words().substring(0, 1).toUpperCase(Locale.ROOT)
                + choice.words().substring(1);
    }

    private List<List<Week>> runs(Choice choice) {
        return runs.getOrDefault(choice, List.of());
    }

    private List<Double> means(Choice choice, ToDoubleFunction<Week> of) {
        List<Double> means = new ArrayList<>();
        for (int week = 0; week < terms.weeks(); week++) {
            int w = week;
            means.add(mean(runs(choice).stream().map(run -> run.get(w)).toList(), of));
        }
        return means;
    }

    private double last(Choice choice, ToDoubleFunction<Week> of) {
        return means(choice, of).getLast();
    }

    private List<Double> ratios(Choice choice) {
        List<Double> review = means(choice, Week::review);
        List<Double> perfect = means(choice, Week::perfect);
        List<Double> ratios = new ArrayList<>();
        for (int week = FROM_WEEK - 1; week < terms.weeks(); week++) {
            ratios.add(review.get(week) / perfect.get(week));
        }
        return ratios;
    }

    private double worstRatio(Choice choice) {
        return ratios(choice).stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }

    private long weeksWithin(Choice choice) {
        return ratios(choice).stream()
                .filter(ratio -> ratio <= MOST_ABOVE_PERFECT)
                .count();
    }

    private double keptOverall(Choice choice) {
        return runs(choice).stream()
                .mapToDouble(run -> {
                    double auto = run.stream().mapToDouble(Week::auto).sum();
                    double wrong = run.stream()
                            .mapToDouble(week -> week.auto() * week.wrong())
                            .sum();
                    return wrong <= terms.maxError() * auto ? 1 : 0;
                })
                .average()
                .orElse(0);
    }

    private double keptWeeks(Choice choice) {
        return mean(
                runs(choice).stream().flatMap(List::stream).toList(), week -> week.wrong() <= terms.maxError() ? 1 : 0);
    }

    /// Whether what the machine approved kept the tolerated error in nine of ten seeds, in every way of choosing.
    public boolean kept() {
        return Stream.of(Choice.values()).allMatch(choice -> keptOverall(choice) >= LEAST_KEPT);
    }

    /// Measured by the perfect threshold's rate: how good the model is, whatever its certificate.
    private String labelsNeeded(Choice choice) {
        double goal = last(Choice.RANDOM, Week::perfect);
        double random = last(Choice.RANDOM, Week::labels);
        List<Double> perfect = means(choice, Week::perfect);
        List<Double> labels = means(choice, Week::labels);
        for (int week = 0; week < terms.weeks(); week++) {
            if (perfect.get(week) <= goal) {
                return Markdown.percent(labels.get(week) / random);
            }
        }
        return "not reached";
    }

    private static double mean(List<Week> weeks, ToDoubleFunction<Week> of) {
        return weeks.stream().mapToDouble(of).average().orElse(0);
    }
}
