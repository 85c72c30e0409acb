package dev.touchstone.backend.quality.agreement;

import dev.touchstone.api.quality.AgreementReport;
import dev.touchstone.api.quality.AgreementReport.Alpha;
import dev.touchstone.api.wire.Range;
import dev.touchstone.backend.quality.Selection;
import dev.touchstone.backend.store.Database;
import dev.touchstone.stats.agreement.Krippendorff;
import dev.touchstone.stats.agreement.Krippendorff.Scale;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.NormalDistribution;

/// Agreement between reviewers who judged the same outputs. Thread-safe.
public final class Agreement {
    static final double RELIABLE = 0.8;
    static final double TENTATIVE = 0.667;
    private static final int ENOUGH = 30;

    private final Database database;
    private final InstantSource clock;

    public Agreement(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// @param level of the intervals, in (0, 1)
    public AgreementReport of(Selection selection, double level) {
        selection.period().notInTheFuture(clock.instant());
        List<AgreementDao.Act> onPanels = onPanels(selection);
        Ratings panels = Ratings.of(onPanels);
        boolean drawn = !panels.byOutput().isEmpty();
        Ratings ratings = drawn ? panels : judgedAgain(selection);
        Alpha nominal = alpha(ratings, Scale.NOMINAL, level);
        boolean weak = nominal.standing().equals("weak");
        return new AgreementReport(
                selection.wire(),
                ratings.byOutput().size(),
                ratings.reviewers(),
                nominal,
                alpha(ratings, Scale.ORDINAL, level),
                alpha(ratings, Scale.INTERVAL, level),
                attributes(onPanels, level),
                weak
                        ? "The reviewers themselves agree weakly (α below " + TENTATIVE + "): sharpen the rubric before"
                                + " trusting a judge, a threshold or a small difference."
                        : null,
                List.of(
                        drawn
                                ? "Chance drew the outputs that several people judged, among the reviews that the policy's"
                                        + " overlap draws from; outputs that were judged twice for another reason are left"
                                        + " out."
                                : "Outputs judged twice are those that were opened again or drawn twice: somebody doubted"
                                        + " many of them, so agreement on all outputs is likely higher."));
    }

    /// By output that several reviewers judged, whether each of them called it wrong: rejected or edited it.
    public List<List<Boolean>> foundWrong(Selection selection) {
        return ratings(selection).byOutput().values().stream()
                .map(byReviewer -> byReviewer.values().stream()
                        .map(rating -> rating < Ratings.APPROVED)
                        .toList())
                .toList();
    }

    /// What is drawn is preferred: it does not depend on what anybody said.
    private Ratings ratings(Selection selection) {
        Ratings panels = Ratings.of(onPanels(selection));
        return panels.byOutput().isEmpty() ? judgedAgain(selection) : panels;
    }

    private List<AgreementDao.Act> onPanels(Selection selection) {
        return database.reader()
                .withExtension(
                        AgreementDao.class,
                        dao -> dao.onPanels(
                                selection.pipeline(),
                                selection.period().fromHour(),
                                selection.period().toHour()));
    }

    /// Of an attribute it is asked whether it was right; an edit says that it was not.
    private static Map<String, Alpha> attributes(List<AgreementDao.Act> onPanels, double level) {
        Map<String, Alpha> attributes = new TreeMap<>();
        Ratings.ofAttributes(onPanels)
                .forEach((name, ratings) -> attributes.put(name, alpha(ratings, Scale.NOMINAL, level)));
        return attributes;
    }

    private Ratings judgedAgain(Selection selection) {
        return Ratings.of(database.reader()
                .withExtension(
                        AgreementDao.class,
                        dao -> dao.acts(
                                selection.pipeline(),
                                selection.period().fromHour(),
                                selection.period().toHour())));
    }

    private static Alpha alpha(Ratings ratings, Scale scale, double level) {
        if (ratings.byOutput().isEmpty()) {
            return none("no output was judged by two reviewers");
        }
        Optional<Krippendorff> found = Krippendorff.of(ratings.units(), scale);
        if (found.isEmpty()) {
            return none("every judgment was the same: with one category agreement is not defined, not perfect");
        }
        double value = found.get().alpha();
        Double error = found.get().standardError();
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - level) / 2);
        boolean enough = found.get().units() >= ENOUGH;
        return new Alpha(
                value,
                error,
                error == null ? null : new Range(value - z * error, Math.min(1, value + z * error), level),
                value >= RELIABLE ? "reliable" : value >= TENTATIVE ? "tentative" : "weak",
                enough,
                enough ? null : "only " + found.get().units() + " outputs; from " + ENOUGH + " on it means something");
    }

    private static Alpha none(String why) {
        return new Alpha(null, null, null, "n/a", false, why);
    }
}
