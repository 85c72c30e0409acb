package dev.touchstone.lab.bench.kit;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.wire.Json;
import java.util.List;

/// Outputs of about two kilobytes, one in twelve of them doubtful.
public final class SampleBodies {
    private static final String PLACE = "@@EXTERNAL@@";
    private static final String[] CATEGORIES = {"billing", "delivery", "refunds", "returns"};

    private final String[] confident;
    private final String[] doubtful;

    public SampleBodies(PipelineName pipeline) {
        confident = new String[CATEGORIES.length];
        doubtful = new String[CATEGORIES.length];
        for (int i = 0; i < CATEGORIES.length; i++) {
            confident[i] = template(pipeline, CATEGORIES[i], 0.93);
            doubtful[i] = template(pipeline, CATEGORIES[i], 0.41);
        }
    }

    private static String template(PipelineName pipeline, String category, double confidence) {
        String passage = "A parcel that has not arrived within ten working days counts as lost. The customer may choose"
                + " between a replacement and a refund; the refund goes back the way it was paid. ";
        return Json.write(NewOutput.text(
                        pipeline.value(), PLACE, passage.repeat(2) + "Please tell us which you prefer.")
                .query("My order has not come for two weeks now. What can I do, and how long will it take?")
                .context(Context.ofSources(List.of(
                        new Context.Source("Lost parcels", "https://help.example.com/lost", passage.repeat(3), 0.83),
                        new Context.Source("Refunds", "https://help.example.com/refunds", passage.repeat(2), 0.71))))
                .systemPrompt("You answer customers of a shop, briefly and only from the sources given.")
                .confidence(confidence)
                .model("assistant-large-3")
                .promptVersion("v12")
                .stratum("category", category)
                .build());
    }

    public String body(String externalId, long n) {
        String[] set = n % 12 == 0 ? doubtful : confident;
        return set[(int) (n % CATEGORIES.length)].replace(PLACE, externalId);
    }

    /// Bytes of one body.
    public int size() {
        return body("e-123456789", 1).length();
    }
}
