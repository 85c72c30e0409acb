package dev.touchstone.backend.drift.watch;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.sequential.ConfidenceSequence;
import dev.touchstone.stats.sequential.DetectorStep;
import dev.touchstone.stats.sequential.DriftBets;
import dev.touchstone.stats.sequential.FloorCertificate;
import dev.touchstone.stats.sequential.PacedDetector;
import dev.touchstone.stats.sequential.Stake;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One watched rate: losses in order → alarm at which review. Immutable; every step costs the same however many
/// reviews came before, and the state can be stored after each.
///
/// @param restarts of [PartEvidence]
/// @param episode null while all is well
/// @param over the review that raised the episode which ended last; null when there was none
public record Series(
        @JsonUnwrapped Subject subject,
        @JsonUnwrapped Tolerance tolerance,
        @JsonUnwrapped Detector detector,
        @JsonUnwrapped Proof proof,
        List<Double> restarts,
        @JsonUnwrapped Tally tally,
        @Nullable Episode episode,
        @Nullable String over) {
    /// What is watched.
    ///
    /// @param kind what an alarm of it is about
    /// @param name what is watched: `all`, an attribute, a stratum, …
    /// @param pages whether it alarms; otherwise it only helps to say where it is worst
    public record Subject(AlarmKind kind, String name, boolean pages) {}

    /// What is tolerated.
    ///
    /// @param baseline what the tolerated rate was frozen from; null for a promised rate
    /// @param eps0 the tolerated rate, in (0, 1); of a season, that of the latest week
    public record Tolerance(@Nullable Baseline baseline, double eps0) {}

    /// How near an alarm it is.
    ///
    /// @param scores of the alarm's detector, in shares of the threshold
    /// @param threshold of the alarm at the present traffic; what was seen before keeps the weight it had then
    /// @param evidence what the detector reached with the latest review, to be held against the threshold
    public record Detector(List<Double> scores, double threshold, double evidence) {
        public Detector {
            scores = List.copyOf(scores);
        }
    }

    /// The state of the certificate.
    ///
    /// @param logWealth of the certificate
    /// @param maxLogE of the certificate
    public record Proof(List<Double> logWealth, double maxLogE) {
        public Proof {
            logWealth = List.copyOf(logWealth);
        }
    }

    /// What was counted since the series began.
    ///
    /// @param weeks latest last
    /// @param examples ids of up to three wrong outputs, latest first
    public record Tally(long reviewed, long wrong, long firstWeek, List<Week> weeks, List<ReviewId> examples) {
        public Tally {
            weeks = List.copyOf(weeks);
            examples = List.copyOf(examples);
        }
    }

    private static final double ALPHA = 0.05;
    private static final int EXAMPLES = 3;

    public Series {
        restarts = List.copyOf(restarts);
    }

    /// A series that has seen nothing.
    public static Series start(AlarmKind kind, String name, boolean pages, @Nullable Baseline baseline, double eps0) {
        List<Double> zero = Collections.nCopies(DriftBets.DEFAULT_ODDS.size(), 0.0);
        return new Series(
                new Subject(kind, name, pages),
                new Tolerance(baseline, eps0),
                new Detector(zero, 1, 0),
                new Proof(zero, 0),
                zero,
                new Tally(0, 0, 0, List.of(), List.of()),
                null,
                null);
    }

    /// A review as a series takes it.
    ///
    /// @param stake what it weighs in the evidence
    /// @param counted whether it belongs to the fair sample that rates are counted from
    public record Taken(boolean error, Stake stake, boolean counted) {
        double loss() {
            return error ? 1 : 0;
        }
    }

    /// Takes the next review of a plain audit.
    public Series next(boolean error, long atMs, ReviewId reviewId, Promise promise) {
        return next(new Taken(error, Stake.WHOLE, true), atMs, reviewId, promise);
    }

    /// Takes the next review.
    ///
    /// @param atMs when the model answered
    /// @param promise sets the threshold, together with the traffic of the last weeks
    Series next(Taken taken, long atMs, ReviewId reviewId, Promise promise) {
        boolean error = taken.error();
        DriftBets bets = bets();
        List<Week> tallied = Week.add(tally.weeks(), atMs, taken);
        double perWeek = Week.perWeek(tallied, atMs);
        double limit = promise.threshold(perWeek);
        DetectorStep<PacedDetector> step =
                new PacedDetector(bets, detector.scores()).next(taken.loss(), 1 / limit, taken.stake());
        double reached = step.evidence() * limit;
        FloorCertificate certified = certificate().next(taken.loss(), taken.stake());
        long since = tally.weeks().isEmpty() ? Week.number(atMs) : tally.firstWeek();
        List<ReviewId> shown = error ? latest(reviewId) : tally.examples();
        Episode now = episode;
        if (now != null) {
            now = step.alarm() ? now.again() : taken.counted() ? now.next(error) : now;
        } else if (step.alarm()) {
            Window found = Window.worst(tallied, since, tolerance.eps0());
            now = Episode.begun(reviewId.value(), atMs, reached, limit, found, tolerance.eps0(), perWeek, shown);
        }
        String ended = null;
        if (now != null && now.recovery().shown() && recentRate(tallied) <= tolerance.eps0()) {
            ended = now.cause().since();
            now = null;
        }
        return new Series(
                subject,
                tolerance,
                new Detector(step.detector().scores(), limit, reached),
                new Proof(certified.logWealth(), certified.maxLogE()),
                taken.counted() ? PartEvidence.next(restarts, tally.reviewed() + 1, bets, taken.loss()) : restarts,
                new Tally(
                        tally.reviewed() + (taken.counted() ? 1 : 0),
                        tally.wrong() + (taken.counted() && error ? 1 : 0),
                        since,
                        tallied,
                        shown),
                now,
                ended == null ? over : ended);
    }

    /// The same, whose alarms page or not from now on: a stratum may be given an audit rate of its own at any time.
    Series paging(boolean now) {
        return now == subject.pages()
                ? this
                : new Series(
                        new Subject(subject.kind(), subject.name(), now),
                        tolerance,
                        detector,
                        proof,
                        restarts,
                        tally,
                        episode,
                        over);
    }

    /// The same, under another tolerated rate: that of a season changes with the weeks.
    Series tolerating(double rate) {
        return rate == tolerance.eps0()
                ? this
                : new Series(
                        subject,
                        new Tolerance(tolerance.baseline(), rate),
                        detector,
                        proof,
                        restarts,
                        tally,
                        episode,
                        over);
    }

    private List<ReviewId> latest(ReviewId reviewId) {
        List<ReviewId> all = new ArrayList<>();
        all.add(reviewId);
        all.addAll(tally.examples().subList(0, Math.min(tally.examples().size(), EXAMPLES - 1)));
        return all;
    }

    private static double recentRate(List<Week> weeks) {
        long reviewed = 0;
        long wrong = 0;
        for (Week week : weeks) {
            if (week.number() >= weeks.getLast().number() - 1) {
                reviewed += week.reviewed();
                wrong += week.wrong();
            }
        }
        return reviewed == 0 ? 1 : (double) wrong / reviewed;
    }

    private DriftBets bets() {
        return DriftBets.against(tolerance.eps0());
    }

    public FloorCertificate certificate() {
        return new FloorCertificate(bets(), proof.logWealth(), proof.maxLogE());
    }

    /// The rate since the series began, whenever one looks; 0 to 1 before the first review.
    public Interval live() {
        return ConfidenceSequence.betaMixture(tally.wrong(), tally.reviewed(), ALPHA);
    }

    /// The window in which it looks worst.
    Window window() {
        return Window.worst(tally.weeks(), tally.firstWeek(), tolerance.eps0());
    }

    /// All of it from a week on; empty when nothing was reviewed since.
    public Optional<Window> since(long week) {
        return Window.since(tally.weeks(), tally.firstWeek(), week);
    }

    double partEvidence() {
        return PartEvidence.value(restarts, tally.reviewed());
    }
}
