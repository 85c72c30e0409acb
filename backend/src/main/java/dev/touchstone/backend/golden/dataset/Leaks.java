package dev.touchstone.backend.golden.dataset;

import dev.touchstone.api.golden.GoldenContent;
import dev.touchstone.api.golden.LeakReport;
import dev.touchstone.api.wire.Json;
import dev.touchstone.backend.golden.group.LeakCheck;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.store.Database;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Looks whether the sides of a version know each other.
public final class Leaks {
    private static final int PAGE = 500;

    private final Database database;
    private final Versions versions;
    private final Pipelines pipelines;

    public Leaks(Database database, Versions versions, Pipelines pipelines) {
        this.database = database;
        this.versions = versions;
        this.pipelines = pipelines;
    }

    /// Reads the whole version, some items at a time; about a minute for a hundred thousand.
    public LeakReport report(String dataset, int number) {
        LeakCheck check = new LeakCheck(id -> database.reader()
                .withExtension(FrozenDao.class, dao -> dao.content(id))
                .map(json -> Json.read(json, GoldenContent.class)));
        List<Versions.Member> some = versions.members(dataset, number, null, -1, PAGE);
        while (!some.isEmpty()) {
            some.forEach(member -> look(check, member));
            some = versions.members(dataset, number, null, some.getLast().seq(), PAGE);
        }
        return database.reader().withExtension(FrozenDao.class, dao -> {
            FrozenRow version = dao.find(dataset, number).orElseThrow(() -> Versions.unknown(dataset, number));
            List<MemberRow> members = dao.membersOf(version.id());
            return new LeakReport(
                    dataset,
                    number,
                    check.compared(),
                    check.nearPairs(),
                    check.sharedValues(),
                    groupsOnSeveralSides(members),
                    check.examples(),
                    dao.held(version.wire(0).rule().pipelines()),
                    largestShare(members));
        });
    }

    private void look(LeakCheck check, Versions.Member member) {
        GoldenContent content = member.content();
        if (content != null) {
            check.add(
                    member.id(),
                    member.split(),
                    content,
                    pipelines.behind(content.pipeline()).policy().golden());
        }
    }

    private static int groupsOnSeveralSides(List<MemberRow> members) {
        Map<String, String> sides = new HashMap<>();
        Set<String> several = new HashSet<>();
        for (MemberRow member : members) {
            String before = sides.putIfAbsent(member.groupId(), member.split());
            if (before != null && !Objects.equals(before, member.split())) {
                several.add(member.groupId());
            }
        }
        return several.size();
    }

    private static double largestShare(List<MemberRow> members) {
        Map<String, Integer> sizes = new HashMap<>();
        members.forEach(member -> sizes.merge(member.groupId(), 1, Integer::sum));
        int largest = sizes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return members.isEmpty() ? 0 : (double) largest / members.size();
    }
}
