package dev.touchstone.backend.drift.watch;

import dev.touchstone.stats.interval.Interval;
import dev.touchstone.stats.interval.Proportions;
import dev.touchstone.stats.sequential.DriftBaseline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// How often a kind of output was wrong in the beginning, by the weeks of a season where there is one. Frozen once it
/// has enough reviews and whole seasons, because a baseline that moves absorbs slow drift.
///
/// @param size reviews it is frozen from
/// @param closed whether a season has ended since; without a season its reviews alone decide
/// @param firstWeek number of the week of the first review
/// @param lastWeek number of the week of the latest review
/// @param phases one for each week of the season
public record Baseline(long size, boolean closed, long firstWeek, long lastWeek, List<Phase> phases) {
    private static final double LEVEL = 0.95;

    /// Of several bounds one is more easily too low, and each rests on fewer reviews; but a series lives under all of
    /// them in turn, so that their faults even out. Chosen by simulation, see `docs/evidence/drift.md`.
    private static final double SEASON_GAMMA = 0.2;

    public Baseline {
        phases = List.copyOf(phases);
    }

    /// The same week of all seasons.
    record Phase(long reviewed, long wrong) {
        Phase next(boolean error) {
            return new Phase(reviewed + 1, wrong + (error ? 1 : 0));
        }
    }

    static Baseline start(long size, int season) {
        return new Baseline(size, false, 0, 0, Collections.nCopies(season, new Phase(0, 0)));
    }

    boolean seasonal() {
        return phases.size() > 1;
    }

    public boolean frozen() {
        return closed || !seasonal() && reviewed() >= size;
    }

    /// Before a review of a week is taken: ends the season if that week is the first of another.
    Baseline at(long week) {
        boolean over = seasonal() && reviewed() >= size && season(week) > season(lastWeek);
        return over && !closed ? new Baseline(size, true, firstWeek, lastWeek, phases) : this;
    }

    private long season(long week) {
        return Math.floorDiv(week - firstWeek, (long) phases.size());
    }

    private int phase(long week) {
        return (int) Math.floorMod(week - firstWeek, (long) phases.size());
    }

    Baseline next(boolean error, long week) {
        long first = reviewed() == 0 ? week : firstWeek;
        Baseline begun = new Baseline(size, false, first, Math.max(lastWeek, week), phases);
        List<Phase> counted = new ArrayList<>(phases);
        counted.set(begun.phase(week), counted.get(begun.phase(week)).next(error));
        return new Baseline(size, false, first, begun.lastWeek, counted);
    }

    /// Whether rates can be held against it: not when everything in it was wrong.
    public boolean usable() {
        return frozen() && phases.stream().allMatch(phase -> phase.wrong() < phase.reviewed());
    }

    /// The tolerated rate in a week, ε₀.
    public double eps0(long week) {
        return eps0(phases.get(phase(week)));
    }

    /// The tolerated rate; of a season, the mean over its weeks.
    public double eps0() {
        return phases.stream().mapToDouble(this::eps0).average().orElseThrow();
    }

    private double eps0(Phase phase) {
        double gamma = seasonal() ? SEASON_GAMMA : DriftBaseline.DEFAULT_GAMMA;
        return DriftBaseline.eps0(phase.wrong(), phase.reviewed(), gamma);
    }

    public long reviewed() {
        return phases.stream().mapToLong(Phase::reviewed).sum();
    }

    long wrong() {
        return phases.stream().mapToLong(Phase::wrong).sum();
    }

    public double rate() {
        return (double) wrong() / reviewed();
    }

    public Interval interval() {
        return Proportions.wilson((double) wrong(), (double) reviewed(), LEVEL);
    }
}
