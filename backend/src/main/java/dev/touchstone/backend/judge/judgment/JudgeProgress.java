package dev.touchstone.backend.judge.judgment;

import dev.touchstone.api.id.OutputId;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// How far the judge is with some outputs.
///
/// @param verdicts outputs that some version gave a verdict on
/// @param failures outputs that it was asked about in vain
public record JudgeProgress(long verdicts, long failures) {
    private static final int IDS_AT_ONCE = 500;

    public static JudgeProgress of(Handle handle, List<OutputId> outputIds) {
        long verdicts = 0;
        long failures = 0;
        for (int i = 0; i < outputIds.size(); i += IDS_AT_ONCE) {
            List<Boolean> judged = handle.createQuery("""
                            SELECT MAX(CASE WHEN verdict IS NULL THEN 0 ELSE 1 END) = 1 AS judged
                            FROM judgment WHERE output_id IN (<ids>) GROUP BY output_id
                            """)
                    .bindList("ids", outputIds.subList(i, Math.min(outputIds.size(), i + IDS_AT_ONCE)))
                    .mapTo(Boolean.class)
                    .list();
            long good = judged.stream().filter(Boolean::booleanValue).count();
            verdicts += good;
            failures += judged.size() - good;
        }
        return new JudgeProgress(verdicts, failures);
    }
}
