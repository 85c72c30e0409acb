package dev.touchstone.backend.sampling;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.sampling.Sample;
import dev.touchstone.api.sampling.SampleDetail;
import dev.touchstone.api.sampling.SampleMember;
import dev.touchstone.backend.judge.judgment.JudgeProgress;
import dev.touchstone.backend.review.SampledReviews;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Samples as they are shown.
final class SampleViews {
    /// Sorts after every id.
    private static final String LAST = "g";

    List<Sample> list(Handle handle, @Nullable PipelineName pipeline, @Nullable String before, int limit) {
        SampleDao dao = handle.attach(SampleDao.class);
        String from = before == null ? LAST : before;
        List<SampleRow> rows = pipeline == null ? dao.all(from, limit) : dao.ofPipeline(pipeline, from, limit);
        return rows.stream().map(SampleRow::wire).toList();
    }

    Optional<SampleDetail> detail(Handle handle, String id) {
        SampleDao dao = handle.attach(SampleDao.class);
        return dao.find(id)
                .map(row -> new SampleDetail(
                        row.wire(),
                        dao.strata(id),
                        row.to().people() ? progress(handle, dao, id) : judged(handle, dao, id)));
    }

    List<SampleMember> members(Handle handle, String id, @Nullable String after, int limit) {
        List<SampleDao.Member> members = handle.attach(SampleDao.class).members(id, after == null ? "" : after, limit);
        Map<ReviewId, ReviewState> states = SampledReviews.states(handle, reviewIds(members));
        return members.stream()
                .map(member -> new SampleMember(
                        member.outputId(),
                        member.stratum(),
                        member.u(),
                        member.pi(),
                        member.reviewId(),
                        member.opened(),
                        member.reviewId() == null ? null : states.get(member.reviewId())))
                .toList();
    }

    private static SampleDetail.Progress progress(Handle handle, SampleDao dao, String id) {
        List<SampleDao.Member> members = dao.members(id, "", Integer.MAX_VALUE);
        List<ReviewId> reviewIds = reviewIds(members);
        Map<ReviewState, Long> counts = new EnumMap<>(ReviewState.class);
        SampledReviews.states(handle, reviewIds).values().forEach(state -> counts.merge(state, 1L, Long::sum));
        return new SampleDetail.Progress(
                counts.getOrDefault(ReviewState.DECIDED, 0L),
                counts.getOrDefault(ReviewState.OPEN, 0L),
                counts.getOrDefault(ReviewState.EXPIRED, 0L) + counts.getOrDefault(ReviewState.WITHDRAWN, 0L),
                members.size() - (long) reviewIds.size());
    }

    private static SampleDetail.Progress judged(Handle handle, SampleDao dao, String id) {
        List<OutputId> outputs = dao.members(id, "", Integer.MAX_VALUE).stream()
                .map(SampleDao.Member::outputId)
                .toList();
        JudgeProgress judged = JudgeProgress.of(handle, outputs);
        return new SampleDetail.Progress(
                judged.verdicts(), outputs.size() - judged.verdicts() - judged.failures(), judged.failures(), 0);
    }

    private static List<ReviewId> reviewIds(List<SampleDao.Member> members) {
        return members.stream()
                .map(SampleDao.Member::reviewId)
                .filter(Objects::nonNull)
                .toList();
    }
}
