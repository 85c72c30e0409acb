package dev.touchstone.api.golden;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// The forms in which a version leaves.
public enum ExportFormat {
    /// OpenAI supervised fine-tuning: `{"messages": […]}`.
    OPENAI_SFT,
    /// OpenAI preference fine-tuning: `{"input": {"messages": […]}, "preferred_output": […], "non_preferred_output":
    /// […]}`.
    OPENAI_DPO,
    /// TRL supervised fine-tuning: `{"messages": […]}`.
    TRL_SFT,
    /// TRL preferences: `{"prompt": […], "chosen": […], "rejected": […]}`.
    TRL_DPO,
    /// TRL unpaired preferences: `{"prompt": […], "completion": […], "label": true}`.
    TRL_KTO,
    /// Columns of one type each, as a data set on a hub needs them.
    HUGGING_FACE,
    /// For rerankers, a source that answers the query and one that only looks so: `{"query", "positive", "negative"}`.
    RERANKER_TRIPLETS,
    /// For rerankers, single sources with a label, 1 for right: `{"query", "document", "label"}`.
    RERANKER_PAIRS,
    /// What people said of outputs, for prompt optimisers: `{"input", "output", "verdict", "reason", "comment",
    /// "correction"}`.
    FEEDBACK,
    /// Whole items.
    JSONL,
    /// Items as a table, safe to open in a spreadsheet.
    CSV;

    /// Whether a model is trained with it, so that the test side never leaves in it.
    public boolean training() {
        return switch (this) {
            case OPENAI_SFT, OPENAI_DPO, TRL_SFT, TRL_DPO, TRL_KTO, HUGGING_FACE, RERANKER_TRIPLETS, RERANKER_PAIRS ->
                true;
            case FEEDBACK, JSONL, CSV -> false;
        };
    }

    /// The name on the wire.
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
