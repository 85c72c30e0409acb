package dev.touchstone.backend.drift.watch;

import dev.touchstone.api.alarm.AlarmKind;
import dev.touchstone.api.policy.Strata;
import dev.touchstone.api.wire.Json;
import dev.touchstone.stats.sequential.DriftBaseline;
import dev.touchstone.stats.sequential.Stake;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Everything that is watched of one pipeline: audited outputs in order of arrival → which series alarm, and when.
/// Pure: what it knows follows from its rules and what it was fed, so feeding the same again gives the same. A step
/// costs the same after a hundred thousand reviews as after none. Not thread-safe.
///
/// Baselines are frozen once, from the first reviews of the pipeline, and kept across versions: a new version is
/// held against what the pipeline once was, not against itself. Detectors start anew with each prompt version.
public final class Watch {
    /// Reviews without a version after which it counts as no longer in use.
    public static final int REPLACED_AFTER = 50;

    /// Reviews without a version after which its detectors are forgotten. A canary with 5 % of the traffic is not.
    private static final int FORGOTTEN_AFTER = 200;

    private static final int MOST_VERSIONS = 4;

    /// Strata and attributes of a version; each costs all the others some speed.
    public static final int MOST_PARTS = 100;

    public static final String ALL = "all";

    private final WatchRules rules;
    private final TreeMap<String, Baseline> baselines;
    private final TreeMap<String, Group> groups;
    private long fed;
    private long judged;
    private Labels labels;
    private @Nullable Canary canary;

    private Watch(WatchState state) {
        rules = state.rules();
        fed = state.fed();
        judged = state.judged();
        labels = state.labels();
        baselines = new TreeMap<>(state.baselines());
        groups = new TreeMap<>(state.groups());
        canary = state.canary();
    }

    /// One that has seen nothing.
    public static Watch start(WatchRules rules) {
        Canary canary = rules.candidate() == null ? null : Canary.start();
        return new Watch(new WatchState(WatchState.FORM, rules, 0, 0, Map.of(), Map.of(), Labels.start(), canary));
    }

    /// Goes on from [#stored]; empty when that was under other rules, or another version of this program wrote it.
    /// Then everything is fed again, as if today's rules had always held.
    public static Optional<Watch> from(String stored, WatchRules rules) {
        try {
            return Optional.of(Json.read(stored, WatchState.class))
                    .filter(state ->
                            state.form() == WatchState.FORM && state.rules().equals(rules))
                    .map(Watch::new);
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    public String stored() {
        return Json.write(new WatchState(WatchState.FORM, rules, fed, judged, baselines, groups, labels, canary));
    }

    /// An alarm that one review raised.
    ///
    /// @param version the prompt version, or the judge's
    /// @param again whether one is open already, and the evidence has reached the threshold once more
    public record Raised(
            AlarmKind kind, String series, String version, double evidence, double threshold, boolean again) {}

    /// A series and where it belongs.
    ///
    /// @param key names it among all of the pipeline's
    /// @param judge whether the version is the judge's
    /// @param inUse whether outputs of the version still arrive
    public record Watched(String key, boolean judge, String version, boolean inUse, Series series) {}

    public WatchRules rules() {
        return rules;
    }

    public long fed() {
        return fed;
    }

    public Labels labels() {
        return labels;
    }

    public Optional<Canary> canary() {
        return Optional.ofNullable(canary);
    }

    public Map<String, Baseline> baselines() {
        return baselines;
    }

    /// What the detectors promise now.
    public Promise promise() {
        return new Promise(
                groups.values().stream().mapToInt(Group::paging).sum(),
                rules.years(),
                groups.values().stream().anyMatch(Group::estimated));
    }

    public List<Watched> watched() {
        List<Watched> all = new ArrayList<>();
        for (Group group : groups.values()) {
            boolean inUse = unseen(group) < REPLACED_AFTER;
            group.series()
                    .forEach((name, series) -> all.add(
                            new Watched(group.key() + "|" + name, group.judge(), group.version(), inUse, series)));
        }
        return all;
    }

    private long unseen(Group group) {
        return (group.judge() ? judged : fed) - group.seen();
    }

    /// Takes the next output. One that nobody answered is passed over.
    ///
    /// @return the alarms it raised
    public List<Raised> next(AuditFact fact) {
        if (fact.said().wrong() == null) {
            return List.of();
        }
        boolean wrong = fact.said().wrong();
        fed++;
        List<Raised> raised = new ArrayList<>();
        Feed feed = new Feed(fact, group(false, fact.promptVersion(), fed), promise(), raised);
        if (fact.part().stake() != null) {
            feed.all(wrong, fact.part().stake());
        }
        if (fact.part().common()) {
            attributes(fact, feed);
        }
        if (!fact.stratum().equals(Strata.ALL)
                && (fact.part().common() || fact.part().ownRate())) {
            feed.part(AlarmKind.STRATUM, fact.stratum(), fact.part().ownRate(), rules.partBaseline(), wrong);
        }
        if (fact.part().common() && fact.judged() != null) {
            judged++;
            Group judge = group(true, fact.judged().version(), judged);
            new Feed(fact, judge, promise(), raised).judged(fact.judged().approves(), wrong);
        }
        canary(fact, wrong, raised);
        retire();
        return raised;
    }

    private void attributes(AuditFact fact, Feed feed) {
        boolean before = labels.share() > 0;
        if (!fact.said().attributes().isEmpty() && labels.feeds(fact)) {
            fact.said()
                    .attributes()
                    .forEach((name, error) ->
                            feed.part(AlarmKind.ATTRIBUTE, name, true, rules.baselineReviews(), error));
        }
        labels = labels.next(fact);
        if (before && labels.share() == 0) {
            // What was fed while nobody knew that rejections would be silent is too good.
            baselines
                    .entrySet()
                    .removeIf(one -> one.getKey().startsWith(AlarmKind.ATTRIBUTE.wire() + ":")
                            && !one.getValue().frozen());
        }
    }

    private Group group(boolean judge, String version, long seen) {
        Group start = Group.start(judge, version);
        Group group = groups.getOrDefault(start.key(), start).seenAt(seen);
        groups.put(group.key(), group);
        return group;
    }

    private void canary(AuditFact fact, boolean wrong, List<Raised> raised) {
        boolean candidate = fact.promptVersion().equals(rules.candidate());
        if (canary == null
                || !fact.part().common()
                || !candidate && !fact.promptVersion().equals(rules.control())) {
            return;
        }
        boolean before = canary.since() != null;
        canary = canary.next(candidate, wrong, fact.reviewId());
        if (!before && canary.since() != null) {
            raised.add(new Raised(
                    AlarmKind.CANARY,
                    ALL,
                    fact.promptVersion(),
                    Math.exp(canary.test().logE()),
                    1 / Canary.LEVEL,
                    false));
        }
    }

    /// Versions that nothing arrives of any more.
    private void retire() {
        groups.values().removeIf(group -> unseen(group) >= FORGOTTEN_AFTER);
        for (boolean judge : new boolean[] {false, true}) {
            List<Group> alike = groups.values().stream()
                    .filter(group -> group.judge() == judge)
                    .toList();
            if (alike.size() > MOST_VERSIONS) {
                alike.stream()
                        .min(Comparator.comparingLong(Group::seen))
                        .ifPresent(oldest -> groups.remove(oldest.key()));
            }
        }
    }

    /// One output on its way into the series of its version.
    private final class Feed {
        private final AuditFact fact;
        private final Group group;
        private final Promise promise;
        private final List<Raised> raised;
        private Stake stake = Stake.WHOLE;
        /// Whether it belongs to the fair sample that rates are counted from.
        private boolean counted = true;

        Feed(AuditFact fact, Group group, Promise promise, List<Raised> raised) {
            this.fact = fact;
            this.group = group;
            this.promise = promise;
            this.raised = raised;
        }

        void all(boolean wrong, Stake given) {
            stake = given;
            counted = fact.part().common();
            if (rules.floor() != null) {
                take(AlarmKind.FLOOR, ALL, true, null, DriftBaseline.eps0OfFloor(rules.floor()), wrong);
            }
            against(ALL, AlarmKind.REGRESSION, ALL, rules.regression(), rules.baselineReviews(), wrong);
            AuditFact.Release release = fact.release();
            if (release != null) {
                String name = "threshold " + release.certificate();
                // A new certificate is a new promise.
                group.series()
                        .values()
                        .removeIf(old -> old.subject().kind() == AlarmKind.RELEASE
                                && !old.subject().name().equals(name));
                take(AlarmKind.RELEASE, name, true, null, release.maxError(), wrong);
            }
            stake = Stake.WHOLE;
            counted = true;
        }

        void part(AlarmKind kind, String name, boolean pages, long size, boolean wrong) {
            String key = key(kind, name);
            if (baselines.containsKey(key) || baselines.size() < MOST_PARTS) {
                against(key, kind, name, pages && rules.regression(), size, wrong);
            }
        }

        void judged(boolean approves, boolean wrong) {
            String key = key(AlarmKind.JUDGE, "");
            long size = rules.partBaseline();
            against(key + "approves", AlarmKind.JUDGE, "approves what people do not", true, size, approves && wrong);
            against(key + "rejects", AlarmKind.JUDGE, "rejects what people approve", true, size, !approves && !wrong);
        }

        /// A candidate is no part of what the pipeline was.
        private void against(String subject, AlarmKind kind, String name, boolean pages, long size, boolean wrong) {
            long week = Week.number(fact.atMs());
            Baseline baseline = baselines
                    .getOrDefault(subject, Baseline.start(size, rules.season()))
                    .at(week);
            if (!baseline.frozen()) {
                if (counted && !fact.promptVersion().equals(rules.candidate())) {
                    baselines.put(subject, baseline.next(wrong, week));
                }
            } else if (baseline.usable()) {
                baselines.put(subject, baseline);
                take(kind, name, pages, baseline, tolerated(key(kind, name), baseline, week), wrong);
            }
        }

        /// Known from the review before, unless the week of the season is another.
        private double tolerated(String key, Baseline baseline, long week) {
            Series known = group.series().get(key);
            return known == null
                            || baseline.seasonal()
                                    && known.tally().weeks().getLast().number() != week
                    ? baseline.eps0(week)
                    : known.tolerance().eps0();
        }

        private void take(
                AlarmKind kind, String name, boolean pages, @Nullable Baseline baseline, double eps0, boolean wrong) {
            String key = key(kind, name);
            Series known = group.series().get(key);
            Series before = known == null
                    ? Series.start(kind, name, pages, baseline, eps0)
                    : known.paging(pages).tolerating(eps0);
            Series after = before.next(new Series.Taken(wrong, stake, counted), fact.atMs(), fact.reviewId(), promise);
            group.series().put(key, after);
            Episode episode = after.episode();
            Episode earlier = before.episode();
            int times = earlier == null ? 0 : earlier.times();
            if (after.subject().pages() && episode != null && episode.times() > times) {
                raised.add(new Raised(
                        kind,
                        name,
                        group.version(),
                        after.detector().evidence(),
                        after.detector().threshold(),
                        times > 0));
            }
        }

        private static String key(AlarmKind kind, String name) {
            return kind.wire() + ":" + name;
        }
    }
}
