package dev.touchstone.backend.experiment;

import dev.touchstone.api.experiment.Experiment;
import dev.touchstone.api.experiment.ExperimentFindings;
import dev.touchstone.api.experiment.ExperimentResult;
import dev.touchstone.api.experiment.ExperimentState;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.backend.judge.judgment.JudgeVerdicts;
import dev.touchstone.backend.quality.ChanceFindings;
import dev.touchstone.backend.review.view.DecidedOutputs;
import dev.touchstone.backend.store.Database;
import dev.touchstone.stats.agreement.CohenKappa;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What came of an experiment, read together in one moment.
final class Results {
    private final Database database;

    Results(Database database) {
        this.database = database;
    }

    ExperimentResult of(ExperimentRow row) {
        return database.snapshot(handle -> of(handle, row));
    }

    private static ExperimentResult of(Handle handle, ExperimentRow row) {
        Experiment experiment = Experiments.view(handle, row);
        List<ItemRow> items = handle.attach(ItemDao.class).of(row.id()).stream()
                .filter(ItemRow::ready)
                .toList();
        Map<OutputId, DecidedOutputs.Verdict> people = DecidedOutputs.verdicts(handle, row.population());
        Map<OutputId, JudgeVerdicts.Verdict> judge = JudgeVerdicts.verdicts(handle, row.population());
        List<String> versions = experiment.versions().stream()
                .filter(version -> version.items() > version.waiting() + version.failed())
                .map(Experiment.Version::name)
                .toList();
        ExperimentFindings byPeople = Comparison.of(versions, byPeople(items, people));
        ExperimentFindings byJudge = row.options().judge() ? Comparison.of(versions, byJudge(items, judge)) : null;
        return new ExperimentResult(
                experiment, byPeople, byJudge, agreement(people, judge), notes(experiment, items, byPeople, byJudge));
    }

    private static List<CaseFinding> byPeople(List<ItemRow> items, Map<OutputId, DecidedOutputs.Verdict> verdicts) {
        return items.stream()
                .map(item -> {
                    DecidedOutputs.Verdict found = item.outputId() == null ? null : verdicts.get(item.outputId());
                    return found == null
                            ? undecided(item)
                            : new CaseFinding(
                                    item.place().caseId(),
                                    item.place().version(),
                                    found.approved(),
                                    found.attributes());
                })
                .toList();
    }

    private static List<CaseFinding> byJudge(List<ItemRow> items, Map<OutputId, JudgeVerdicts.Verdict> verdicts) {
        return items.stream()
                .map(item -> {
                    JudgeVerdicts.Verdict found = item.outputId() == null ? null : verdicts.get(item.outputId());
                    return found == null
                            ? undecided(item)
                            : new CaseFinding(
                                    item.place().caseId(),
                                    item.place().version(),
                                    found.approved(),
                                    found.attributes());
                })
                .toList();
    }

    private static CaseFinding undecided(ItemRow item) {
        return new CaseFinding(item.place().caseId(), item.place().version(), null, Map.of());
    }

    private static ExperimentResult.@Nullable Agreement agreement(
            Map<OutputId, DecidedOutputs.Verdict> people, Map<OutputId, JudgeVerdicts.Verdict> judge) {
        long[][] table = new long[2][2];
        List<Boolean> same = new ArrayList<>();
        people.forEach((output, verdict) -> {
            JudgeVerdicts.Verdict judged = judge.get(output);
            if (judged != null) {
                table[judged.approved() ? 0 : 1][verdict.approved() ? 0 : 1]++;
                same.add(judged.approved() == verdict.approved());
            }
        });
        Double kappa = same.isEmpty()
                ? null
                : CohenKappa.of(table, CohenKappa.Weights.UNWEIGHTED, Comparison.LEVEL)
                        .map(CohenKappa::kappa)
                        .orElse(null);
        return Comparison.share(same)
                .map(share -> new ExperimentResult.Agreement(share, kappa, table[0][1], table[1][0]))
                .orElse(null);
    }

    private static List<String> notes(
            Experiment experiment, List<ItemRow> items, ExperimentFindings people, @Nullable ExperimentFindings judge) {
        List<String> notes = new ArrayList<>();
        notes.add("Figures are about these " + experiment.progress().cases()
                + " cases, and part of no figure of the pipeline.");
        if (experiment.state() == ExperimentState.DRAFT) {
            notes.add("Not started: nobody has been asked yet.");
        } else if (people.undecided() > 0) {
            notes.add("People have not decided on " + people.undecided() + " of " + items.size()
                    + " outputs, which are left out; the figures hold if what is missing is no different.");
        }
        long twice = items.size() - experiment.progress().reviews();
        if (experiment.progress().reviews() > 0 && twice > 0) {
            notes.add(twice + (twice == 1 ? " output equals" : " outputs equal")
                    + " that of another version to the same case: reviewed once, counted for both.");
        }
        long failed = experiment.versions().stream()
                .mapToLong(Experiment.Version::failed)
                .sum();
        if (failed > 0) {
            notes.add("A model did not write " + failed + " outputs; they are left out.");
        }
        unpaired(items).ifPresent(notes::add);
        ChanceFindings.note(people.differences().stream()
                        .map(ExperimentFindings.Difference::interval)
                        .toList())
                .ifPresent(notes::add);
        if (judge != null) {
            notes.add("What the judge says is not quality; people measure it here.");
        }
        return notes;
    }

    private static Optional<String> unpaired(List<ItemRow> items) {
        Map<String, Set<String>> cases = items.stream()
                .collect(Collectors.groupingBy(
                        each -> each.place().caseId(),
                        TreeMap::new,
                        Collectors.mapping(each -> each.place().version(), Collectors.toCollection(TreeSet::new))));
        long all = items.stream().map(each -> each.place().version()).distinct().count();
        long partly = cases.values().stream()
                .filter(versions -> versions.size() < all)
                .count();
        return partly == 0
                ? Optional.empty()
                : Optional.of(partly
                        + " cases lack the output of a version; two versions are compared on the cases they share.");
    }
}
