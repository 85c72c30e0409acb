package dev.touchstone.lab.evidence;

import dev.touchstone.lab.recorded.Recorded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where a recorded judge is found, and what is recorded of it.
///
/// @param truth where the file of truths speaks of the judge on the part of the data that an output belongs to
record JudgeSource(String title, String dataset, String files, String judge, Function<Recorded, List<String>> truth) {

    static List<JudgeSource> all(String half) {
        return Stream.of(outputs(half), pairs(half), lexical(half))
                .flatMap(List::stream)
                .toList();
    }

    private static List<JudgeSource> outputs(String half) {
        return Stream.of("gpt-4", "text-davinci-003", "bem")
                .map(judge -> new JudgeSource(
                        "openqa, outputs",
                        "openqa",
                        "outputs",
                        judge,
                        row -> List.of("openqa", "outputs", half, row.model(), "judge:" + judge)))
                .toList();
    }

    private static List<JudgeSource> pairs(String half) {
        return Stream.of("gpt-4", "text-davinci-003", "bem")
                .map(judge -> new JudgeSource(
                        "openqa, pairs",
                        "openqa",
                        "pairs",
                        judge,
                        row -> List.of("openqa", "pairs", half, "judge:" + judge)))
                .toList();
    }

    private static List<JudgeSource> lexical(String half) {
        return List.of(new JudgeSource(
                "evouna",
                "evouna",
                "*",
                "lexical_match",
                row -> List.of(
                        "evouna",
                        half,
                        "judge_lexical_match_vs_human",
                        row.pipeline().value(),
                        row.model())));
    }

    RecordedJudge read(Path data, String half) throws IOException {
        return RecordedJudge.of(judge, Recorded.read(data, dataset, half, files));
    }

    /// What is recorded of the judge on all parts together.
    ///
    /// @throws IllegalArgumentException when the product's figures differ from it on any part
    RecordedAgreement recorded(JudgeTruth recorded, RecordedJudge whole) {
        Map<List<String>, List<Recorded>> parts =
                whole.rows().stream().collect(Collectors.groupingBy(truth, LinkedHashMap::new, Collectors.toList()));
        return parts.entrySet().stream()
                .map(part -> recorded.of(part.getKey(), RecordedJudge.of(judge, part.getValue())))
                .reduce(RecordedAgreement.NONE, RecordedAgreement::plus);
    }
}
