package dev.touchstone.backend.quality.retrieval;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.quality.RetrievalReport;
import dev.touchstone.api.quality.RetrievalReport.CauseCount;
import dev.touchstone.api.quality.RetrievalReport.CauseShare;
import dev.touchstone.api.quality.RetrievalReport.ErrorShare;
import dev.touchstone.api.quality.RetrievalReport.SourceShare;
import dev.touchstone.api.review.MarkedSources.Marked;
import dev.touchstone.api.rubric.RetrievalCause;
import dev.touchstone.backend.quality.Observations;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.quality.estimate.ErrorShares;
import dev.touchstone.backend.quality.estimate.ErrorShares.Speech;
import dev.touchstone.backend.quality.estimate.Observed;
import dev.touchstone.backend.quality.estimate.ReviewFact;
import dev.touchstone.backend.store.Database;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Tells how many errors are retrieval's, from what reviewers said of sources. Thread-safe.
public final class RetrievalFindings {
    private static final int MOST_SOURCES = 50;

    private final Database database;
    private final Observations observations;
    private final InstantSource clock;

    public RetrievalFindings(Database database, Observations observations, InstantSource clock) {
        this.database = database;
        this.observations = observations;
        this.clock = clock;
    }

    /// @param level of the intervals, in (0, 1)
    public RetrievalReport of(Selection selection, double level) {
        Observed observed =
                selection.narrow(observations.wholeOutputs(selection.pipeline(), selection.period(), clock.millis()));
        return new Counting(observed, verdicts(selection), level).report(selection);
    }

    private Map<OutputId, SourceVerdict> verdicts(Selection selection) {
        Map<OutputId, SourceVerdict> latest = new HashMap<>();
        database.reader()
                .withExtension(
                        RetrievalDao.class,
                        dao -> dao.verdicts(
                                selection.pipeline(),
                                selection.period().fromHour(),
                                selection.period().toHour()))
                .forEach(verdict -> latest.put(verdict.outputId(), verdict));
        return latest;
    }

    /// One report in the making.
    private static final class Counting {
        private final Map<OutputId, SourceVerdict> verdicts;
        private final List<SourceVerdict> errors;
        private final ErrorShares shares;

        Counting(Observed observed, Map<OutputId, SourceVerdict> verdicts, double level) {
            this.verdicts = verdicts;
            this.errors = observed.reviews().stream()
                    .filter(review -> speech(review) != Speech.ASIDE)
                    .map(review -> verdicts.get(review.outputId()))
                    .toList();
            this.shares = new ErrorShares(observed, this::speech, level);
        }

        private Speech speech(ReviewFact review) {
            SourceVerdict verdict = verdicts.get(review.outputId());
            return verdict == null || !review.decided() ? Speech.ASIDE : verdict.speech();
        }

        private Predicate<ReviewFact> kind(Predicate<SourceVerdict> of) {
            return review -> {
                SourceVerdict verdict = verdicts.get(review.outputId());
                return verdict != null && of.test(verdict);
            };
        }

        RetrievalReport report(Selection selection) {
            @Nullable
            ErrorShare retrieval = shares.of(kind(verdict ->
                            verdict.cause().filter(RetrievalCause::retrieval).isPresent()))
                    .orElse(null);
            return new RetrievalReport(
                    selection.wire(), counts(), retrieval, words(retrieval), causes(), sources(), notes());
        }

        private RetrievalReport.Errors counts() {
            return new RetrievalReport.Errors(
                    errors.size(),
                    said(),
                    errors.stream()
                            .filter(verdict -> verdict.about().isPresent())
                            .count());
        }

        private long said() {
            return errors.stream()
                    .filter(verdict -> verdict.speech() == Speech.SAID)
                    .count();
        }

        private List<CauseShare> causes() {
            List<CauseShare> causes = new ArrayList<>();
            for (RetrievalCause cause : RetrievalCause.values()) {
                shares.of(kind(verdict -> verdict.cause().filter(cause::equals).isPresent()))
                        .ifPresent(share -> causes.add(new CauseShare(cause, cause.retrieval(), share)));
            }
            shares.of(kind(verdict -> verdict.cause().isEmpty()))
                    .ifPresent(share -> causes.add(new CauseShare(null, false, share)));
            return causes;
        }

        private List<SourceShare> sources() {
            Map<String, List<SourceVerdict>> named = new LinkedHashMap<>();
            for (SourceVerdict verdict : errors) {
                verdict.about()
                        .ifPresent(marked -> named.computeIfAbsent(marked.key(), key -> new ArrayList<>())
                                .add(verdict));
            }
            List<Map.Entry<String, List<SourceVerdict>>> most = named.entrySet().stream()
                    .sorted(Comparator.<Map.Entry<String, List<SourceVerdict>>>comparingInt(
                                    entry -> -entry.getValue().size())
                            .thenComparing(Map.Entry::getKey))
                    .limit(MOST_SOURCES)
                    .toList();
            List<SourceShare> sources = new ArrayList<>();
            for (Map.Entry<String, List<SourceVerdict>> one : most) {
                shares.of(kind(verdict -> verdict.about(one.getKey())))
                        .ifPresent(share -> sources.add(source(one.getKey(), one.getValue(), share)));
            }
            return sources;
        }

        private static SourceShare source(String key, Collection<SourceVerdict> verdicts, ErrorShare share) {
            // Titles change; the one that was seen last is the one people know.
            String title = verdicts.stream()
                    .flatMap(verdict -> verdict.about().stream())
                    .map(Marked::title)
                    .reduce(null, (before, later) -> later == null ? before : later);
            return new SourceShare(key, title, share, counts(verdicts));
        }

        private static List<CauseCount> counts(Collection<SourceVerdict> verdicts) {
            return Arrays.stream(RetrievalCause.values())
                    .map(cause -> new CauseCount(
                            cause,
                            verdicts.stream()
                                    .filter(verdict -> verdict.cause()
                                            .filter(cause::equals)
                                            .isPresent())
                                    .count()))
                    .filter(count -> count.n() > 0)
                    .sorted(Comparator.comparingLong(count -> -count.n()))
                    .toList();
        }

        private String words(@Nullable ErrorShare retrieval) {
            if (retrieval == null) {
                return said() == 0
                        ? "nothing can be said yet: no error of an output with sources says why"
                        : "nothing can be said yet: too few errors of outputs with sources say why";
            }
            if (retrieval.value() == null) {
                return "nothing can be said: " + shares.unreachable().orElse("");
            }
            return String.format(
                    Locale.ROOT,
                    "%.0f %% (%.0f–%.0f %%) of errors are retrieval's",
                    100 * retrieval.value(),
                    100 * retrieval.interval().lower(),
                    100 * retrieval.interval().upper());
        }

        private List<String> notes() {
            List<String> notes = new ArrayList<>();
            notes.add(
                    "Only errors of outputs that came with a list of sources count here. Retrieval's are missing, stale"
                            + " and wrong sources; what no source says, or a right one misread, is the model's.");
            long silent = errors.size() - said();
            if (silent > 0) {
                notes.add(String.format(
                        Locale.ROOT,
                        "%,d of %,d errors do not say why. They are taken to be like those of the same verdict that do;"
                                + " the worst case says how far that could be wrong.",
                        silent,
                        errors.size()));
            }
            Optional<String> unreachable = shares.unreachable();
            unreachable.ifPresent(notes::add);
            if (errors.stream().anyMatch(verdict -> verdict.about().isPresent())) {
                notes.add(
                        "Reviewers need not name a source: shares of sources are of all errors that say why. One that is"
                                + " retrieved often is named often.");
            }
            return notes;
        }
    }
}
