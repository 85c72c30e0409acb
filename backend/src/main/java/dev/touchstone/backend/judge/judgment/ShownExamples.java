package dev.touchstone.backend.judge.judgment;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Json;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The copies of outputs that judge versions keep as examples.
public final class ShownExamples {
    private ShownExamples() {}

    /// Takes an output from the examples of every version that shows it, within the caller's transaction.
    ///
    /// @return from how many
    public static int withdraw(Handle transaction, PipelineName pipeline, OutputId output) {
        VersionDao dao = transaction.attach(VersionDao.class);
        List<VersionRow> showing = dao.showing(pipeline, Json.write(output));
        for (VersionRow version : showing) {
            dao.showOnly(
                    version.id(),
                    Json.write(version.exampleList().stream()
                            .filter(example -> !example.outputId().equals(output))
                            .toList()));
        }
        return showing.size();
    }
}
