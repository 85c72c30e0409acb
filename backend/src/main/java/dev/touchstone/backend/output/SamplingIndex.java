package dev.touchstone.backend.output;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/// What a draw reads: populations from the counters, and outputs as ranges over the index (pipeline, stratum, hour, u).
/// Neither grows with the table.
public final class SamplingIndex {
    /// As many hours as one statement seeks: about a month.
    private static final int HOURS_AT_ONCE = 800;

    private SamplingIndex() {}

    /// Outputs of one stratum in one epoch hour.
    public record Count(String stratum, long hour, long outputs) {}

    /// An output that a range found.
    ///
    /// @param hasText whether it can still be reviewed
    public record Found(OutputId id, double u, boolean hasText) {}

    /// Populations of the hours [from, to), ordered by stratum and hour; what has none is left out.
    public static List<Count> counts(Handle handle, PipelineName pipeline, long fromHour, long toHour) {
        return handle.attach(SamplingIndexDao.class).counts(pipeline, fromHour, toHour);
    }

    /// The first epoch hour that the pipeline has outputs of; empty when it has none.
    public static OptionalLong firstHour(Handle handle, PipelineName pipeline) {
        Long first = handle.attach(SamplingIndexDao.class).firstHour(pipeline);
        return first == null ? OptionalLong.empty() : OptionalLong.of(first);
    }

    /// All outputs of a stratum in these hours whose key lies in [from, to).
    public static List<Found> between(
            Handle handle, PipelineName pipeline, String stratum, List<Long> hours, double from, double to) {
        SamplingIndexDao dao = handle.attach(SamplingIndexDao.class);
        List<Found> found = new ArrayList<>();
        for (int i = 0; i < hours.size(); i += HOURS_AT_ONCE) {
            List<Long> some = hours.subList(i, Math.min(hours.size(), i + HOURS_AT_ONCE));
            found.addAll(dao.between(pipeline, stratum, some, from, to));
        }
        return found;
    }
}
