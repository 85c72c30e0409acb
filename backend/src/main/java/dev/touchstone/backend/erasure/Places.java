package dev.touchstone.backend.erasure;

import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.backend.experiment.Clearing;
import dev.touchstone.backend.feedback.event.Events;
import dev.touchstone.backend.golden.admission.GoldenErasure;
import dev.touchstone.backend.judge.JudgmentTexts;
import dev.touchstone.backend.ledger.Redactor;
import dev.touchstone.backend.ledger.Vouched;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.output.OutputErasure;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.SubjectKeys;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.review.ReviewErasure;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Every place where texts of an output lie, and how they leave it: the one list of them. Facts that figures
/// are made of stay everywhere. `TextPlacesTest` holds the list against the columns of the schema.
final class Places {
    private static final String ACTOR = "erasure";

    private final Pipelines pipelines;
    private final ReviewErasure reviews;
    private final Outbox outbox;
    private final Redactor redactor;
    private final SubjectKeys keys;
    private final InstantSource clock;

    Places(
            Pipelines pipelines,
            ReviewErasure reviews,
            Outbox outbox,
            Redactor redactor,
            SubjectKeys keys,
            InstantSource clock) {
        this.pipelines = pipelines;
        this.reviews = reviews;
        this.outbox = outbox;
        this.redactor = redactor;
        this.keys = keys;
        this.clock = clock;
    }

    /// How much is to go.
    enum Reach {
        /// All of it: somebody has the right to be forgotten.
        ERASURE,
        /// The time of the texts is over. The pipeline's own name for the output stays, so that it knows its
        /// own; and so do golden items, which people keep on purpose.
        RETENTION
    }

    /// What was taken away.
    ///
    /// @param counts by place; only places where there was something
    /// @param messages reviews that channels show, with the deliveries that take them out
    record Taken(Map<String, Long> counts, Map<ReviewId, String> messages) {
        boolean anything() {
            return !counts.isEmpty();
        }
    }

    /// Takes the texts of one output from everywhere, within the caller's transaction. To repeat it changes nothing.
    ///
    /// @param why what the ledger names as the reason, such as an erasure's id
    Taken clear(Handle transaction, OutputRow output, Reach reach, String why) {
        OutputId id = output.id();
        Counted counted = new Counted();
        List<Vouched> changed = new ArrayList<>();

        ReviewErasure.Erased reviewed = reviews.erase(
                transaction,
                id,
                reach == Reach.ERASURE ? "the output was erased" : "the output's time was over",
                ACTOR);
        counted.add("decisions", reviewed.cleared());
        changed.addAll(reviewed.changed());
        List<String> subjects = new ArrayList<>(List.of(id.value()));
        reviewed.reviews().forEach(review -> subjects.add(review.value()));

        counted.add("judgments", JudgmentTexts.erase(transaction, output.pipeline(), id));
        counted.add("feedback", Events.erase(transaction, id));
        counted.add("experiments", Clearing.erase(transaction, output.pipeline(), id));
        counted.add("deliveries", outbox.erase(transaction, subjects));
        if (reach == Reach.ERASURE) {
            List<String> items = GoldenErasure.ofDecisions(transaction, reviewed.decisionIds(), ACTOR, clock.millis());
            counted.add("golden_items", items.size());
            subjects.addAll(items);
        }
        if (output.body() != null) {
            counted.add("outputs", 1);
        }
        if (reach == Reach.ERASURE) {
            changed.addAll(
                    0,
                    vouchable(
                            reviewed,
                            OutputErasure.erase(
                                    transaction, output, keys.ofName(output.pipeline(), output.externalId()))));
        } else {
            OutputErasure.clear(transaction, id);
        }
        counted.add("ledger_entries", redactor.redact(transaction, ACTOR, why, subjects, changed));
        return new Taken(counted.counts, messages(transaction, output, reviewed.reviews()));
    }

    /// The ledger speaks of an output only where somebody has decided about it.
    private static List<Vouched> vouchable(ReviewErasure.Erased reviewed, List<Vouched> facts) {
        return reviewed.decisionIds().isEmpty() ? List.of() : facts;
    }

    /// Orders that every message about the reviews loses its texts, behind whatever is on its way to the channel.
    private Map<ReviewId, String> messages(Handle transaction, OutputRow output, List<ReviewId> shown) {
        Map<ReviewId, String> ordered = new HashMap<>();
        for (ReviewId review : shown) {
            String channel = channel(transaction, output, review).orElse(null);
            if (channel != null && !outbox.told(transaction, review.value(), DeliveryKind.REVIEW_ERASED)) {
                ordered.put(
                        review,
                        outbox.write(
                                transaction,
                                new Job.ForChannel(
                                        DeliveryKind.REVIEW_ERASED,
                                        output.pipeline(),
                                        channel,
                                        review.value(),
                                        Map.of())));
            }
        }
        return ordered;
    }

    /// Where cards of a review are, or are about to be.
    private Optional<String> channel(Handle handle, OutputRow output, ReviewId review) {
        if (!outbox.shownOrUnderWay(handle, review.value())) {
            return Optional.empty();
        }
        Optional<String> now = pipelines
                .find(output.pipeline())
                .flatMap(pipeline ->
                        Optional.ofNullable(pipeline.policy().reviewers().channel()));
        return now.or(() -> outbox.receipts(handle, review.value()).stream()
                .map(receipt -> receipt.channel())
                .findFirst());
    }

    private static final class Counted {
        private final Map<String, Long> counts = new HashMap<>();

        void add(String place, long count) {
            if (count > 0) {
                counts.merge(place, count, Long::sum);
            }
        }
    }
}
