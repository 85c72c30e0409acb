package dev.touchstone.lab.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.touchstone.api.experiment.ExperimentFindings;
import dev.touchstone.api.experiment.ExperimentFindings.Difference;
import dev.touchstone.api.experiment.ExperimentFindings.Share;
import dev.touchstone.api.experiment.ExperimentFindings.Version;
import dev.touchstone.lab.recorded.Markdown;
import dev.touchstone.lab.recorded.RecordedTruth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// The part of the document about development mode.
///
/// @param versions rows of the table in the document
/// @param page the rest
record Experiments(List<String> versions, List<String> page) {
    private static final String BY_NAME = "attribute_accuracy_by_name(n>=60)";
    /// Of the attributes, as the recorded figures do: what hardly any product has compares nothing.
    private static final long MANY = 60;

    /// @throws IllegalArgumentException when the figures differ from those recorded with the data
    static Experiments of(Path data, String half) throws IOException {
        RecordedTruth truth = RecordedTruth.read(data, half);
        List<String> versions = new ArrayList<>();
        List<String> attributes = new ArrayList<>();
        List<String> differences = new ArrayList<>();
        for (ExperimentSource source : ExperimentSource.all()) {
            ExperimentFindings found = source.read(data, half);
            found.versions().forEach(version -> check(truth, half, source.name(), version));
            found.versions().forEach(version -> versions.add(row(source.name(), version)));
            attributes.addAll(attributes(source.name(), found));
            found.differences().stream()
                    .filter(one -> !one.metric().startsWith("attribute:")
                            || one.counts().cases() >= MANY)
                    .forEach(one -> differences.add(row(source.name(), one)));
        }
        List<String> page = new ArrayList<>();
        page.add(Text.PROMPTS);
        page.addAll(attributes);
        page.add("");
        page.add(Text.EXPERIMENT_DIFFERENCES);
        page.add("| experiment | of what | first | second | cases | second less first | only first | only second |");
        page.add("|---|---|---|---|---:|---:|---:|---:|");
        page.addAll(differences);
        return new Experiments(versions, page);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(Text.EXPERIMENTS);
        lines.add("| experiment | version | outputs | could go out | attributes right |");
        lines.add("|---|---|---:|---:|---:|");
        lines.addAll(versions);
        return lines;
    }

    private static List<String> attributes(String experiment, ExperimentFindings found) {
        List<Version> versions = found.versions();
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(Text.EXPERIMENT_ATTRIBUTES.formatted(experiment));
        lines.add("");
        lines.add("| attribute | products | "
                + versions.stream().map(Version::version).collect(Collectors.joining(" | ")) + " |");
        lines.add("|---|---:|" + "---:|".repeat(versions.size()));
        versions.getFirst().attributes().forEach((name, share) -> {
            if (share.of() >= MANY) {
                lines.add("| " + name + " | " + share.of() + " | "
                        + versions.stream()
                                .map(version -> share(version.attributes().get(name)))
                                .collect(Collectors.joining(" | "))
                        + " |");
            }
        });
        return lines;
    }

    private static void check(RecordedTruth truth, String half, String scenario, Version version) {
        JsonNode phase = StreamSupport.stream(
                        truth.at(List.of("scenarios", half, scenario, "phases")).spliterator(), false)
                .filter(one -> one.path("phase").asText().equals(version.version()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        truth.file() + " says nothing of " + version.version() + " at " + scenario));
        String where = "scenarios / " + half + " / " + scenario + " / " + version.version();
        truth.same(where, "n", phase, (double) version.decided());
        truth.same(where, "true_error", phase, 1 - value(version.approvalRate()));
        truth.same(where, "attribute_accuracy", phase, value(version.attributeAccuracy()));
        Stream<String> recorded = phase.path(BY_NAME).propertyStream().map(java.util.Map.Entry::getKey);
        recorded.forEach(name -> truth.same(
                where, name, phase.path(BY_NAME), value(version.attributes().get(name))));
    }

    private static double value(@Nullable Share share) {
        return share == null ? Double.NaN : share.value();
    }

    private static String row(String experiment, Version version) {
        return String.join(
                " | ",
                "| " + experiment,
                version.version(),
                String.valueOf(version.decided()),
                share(version.approvalRate()),
                share(version.attributeAccuracy()) + " |");
    }

    private static String share(@Nullable Share share) {
        Share there = Objects.requireNonNull(share, "recorded outputs have verdicts and attributes");
        return Markdown.percent(there.value()) + " ("
                + Markdown.points(there.interval().lower()) + " to "
                + Markdown.points(there.interval().upper()) + ")";
    }

    private static String row(String experiment, Difference one) {
        return String.join(
                " | ",
                "| " + experiment,
                one.metric().replace("attribute:", "").replace('_', ' '),
                one.pair().first(),
                one.pair().second(),
                String.valueOf(one.counts().cases()),
                (shown(one) ? "**" + Markdown.points(one.value()) + "**" : Markdown.points(one.value())) + " ("
                        + Markdown.points(one.interval().lower()) + " to "
                        + Markdown.points(one.interval().upper()) + ")",
                String.valueOf(one.counts().onlyFirst()),
                one.counts().onlySecond() + " |");
    }

    private static boolean shown(Difference one) {
        return one.interval().lower() > 0 || one.interval().upper() < 0;
    }
}
