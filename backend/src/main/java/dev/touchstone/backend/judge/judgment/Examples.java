package dev.touchstone.backend.judge.judgment;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.judge.JudgeVerdict;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.review.view.DecidedOutputs;
import dev.touchstone.backend.review.view.DecidedOutputs.Decided;
import dev.touchstone.backend.store.Database;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// Chooses which decisions of people a judge is shown: first those where a judge was wrong, because they teach
/// most, then corrections and rejections in turn with approvals, so that it does not learn to always say the same;
/// the newest first.
final class Examples {
    private static final int LOOKED_AT = 200;
    /// Of an output that is shown as an example, as JSON; a longer one teaches little for what it costs.
    private static final int LONGEST = 4000;

    private final Database database;

    Examples(Database database) {
        this.database = database;
    }

    List<Example> of(PipelineName pipeline, int most) {
        if (most == 0) {
            return List.of();
        }
        return database.snapshot(handle -> {
            List<Example> chosen = new ArrayList<>();
            for (Decided decided : inOrder(handle, onePerOutput(DecidedOutputs.latest(handle, pipeline, LOOKED_AT)))) {
                example(handle, decided).ifPresent(chosen::add);
                if (chosen.size() == most) {
                    break;
                }
            }
            return List.copyOf(chosen);
        });
    }

    /// Of an output that was looked at twice, the later verdict counts.
    private static List<Decided> onePerOutput(List<Decided> latest) {
        Set<String> seen = new java.util.HashSet<>();
        return latest.stream().filter(one -> seen.add(one.outputId().value())).toList();
    }

    private static Set<Decided> inOrder(Handle handle, List<Decided> latest) {
        List<Decided> wrong =
                latest.stream().filter(one -> judgeWasWrong(handle, one)).toList();
        List<Decided> bad = latest.stream().filter(one -> !approved(one)).toList();
        List<Decided> good = latest.stream().filter(Examples::approved).toList();
        List<Decided> inTurn = new ArrayList<>();
        for (int i = 0; i < Math.max(bad.size(), good.size()); i++) {
            inTurn.addAll(bad.subList(Math.min(i, bad.size()), Math.min(i + 1, bad.size())));
            inTurn.addAll(good.subList(Math.min(i, good.size()), Math.min(i + 1, good.size())));
        }
        return Stream.concat(wrong.stream(), inTurn.stream()).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean judgeWasWrong(Handle handle, Decided decided) {
        return handle.attach(JudgmentDao.class)
                .lastVerdict(decided.outputId())
                .filter(verdict -> verdict.equals(JudgeVerdict.APPROVE.wire()) != approved(decided))
                .isPresent();
    }

    private static boolean approved(Decided decided) {
        return decided.action().equals("approve");
    }

    /// Empty when retention has removed the text, or it is too long.
    private static Optional<Example> example(Handle handle, Decided decided) {
        NewOutput body = Outputs.at(handle, decided.outputId())
                .map(OutputRow::parsedBody)
                .orElse(null);
        if (body == null || Json.write(body.output()).length() > LONGEST) {
            return Optional.empty();
        }
        String because = Stream.of(decided.reason(), decided.note())
                .filter(text -> text != null && !text.isBlank())
                .collect(Collectors.joining(": "));
        return Optional.of(new Example(
                decided.outputId(),
                body.queryText(),
                body.output(),
                decided.action(),
                because.isEmpty() ? null : because));
    }
}
