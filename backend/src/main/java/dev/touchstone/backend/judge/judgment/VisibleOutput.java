package dev.touchstone.backend.judge.judgment;

import dev.touchstone.api.id.OutputId;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.refusal.Refused;

/// The output that a path names, as far as the key sees it.
public final class VisibleOutput {
    private VisibleOutput() {}

    /// @throws Refused as unknown when there is none for this key
    public static OutputRow of(Call call, Outputs outputs) {
        OutputId id = new OutputId(call.path("id"));
        return outputs.find(id)
                .filter(output -> call.sees(output.pipeline()))
                .orElseThrow(() -> Refused.unknown(
                        "unknown-output", "There is no output " + id + " for this key; check the id of the receipt."));
    }
}
