package dev.touchstone.backend.review;

import dev.touchstone.api.delivery.WebhookEvent;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.Panel;
import dev.touchstone.backend.evaluation.EvaluationQueue;
import dev.touchstone.backend.golden.admission.GoldenAdmission;
import dev.touchstone.backend.golden.item.Verdict;
import dev.touchstone.backend.outbox.Job;
import dev.touchstone.backend.outbox.Outbox;
import dev.touchstone.backend.output.OutputReference;
import dev.touchstone.backend.output.OutputRow;
import dev.touchstone.backend.output.Outputs;
import dev.touchstone.backend.output.RouteTaken;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What follows from a verdict, and from its end, in the transaction that brings it about: the golden set, the card,
/// the pipeline and whoever shows its traces hear of it. The same for one reviewer and for a panel.
final class VerdictEffects {
    private final Outbox outbox;
    private final EvaluationQueue evaluations;
    private final GoldenAdmission golden;
    private final CardBoard cards;

    VerdictEffects(Outbox outbox, EvaluationQueue evaluations, GoldenAdmission golden, CardBoard cards) {
        this.outbox = outbox;
        this.evaluations = evaluations;
        this.golden = golden;
        this.cards = cards;
    }

    /// What a verdict is about.
    ///
    /// @param review as it was before
    /// @param body the output's texts; null when they are gone
    record About(
            ReviewRow review, OutputRow output, @Nullable NewOutput body) {
        static About of(Handle tx, Outputs outputs, ReviewRow review) {
            OutputRow output = outputs.find(tx, review.outputId()).orElseThrow();
            return new About(review, output, output.parsedBody());
        }
    }

    /// A decision counts from now on.
    ///
    /// @param learn whether the reviewer lets others learn from it
    /// @param panel how it came about; null when one person judged
    void settled(Handle tx, About about, Decision counts, boolean learn, @Nullable Panel panel) {
        ReviewRow review = about.review();
        if (about.body() != null && learn && review.golden()) {
            golden.decided(
                    tx,
                    new Verdict(
                            counts,
                            about.output(),
                            about.body(),
                            review.pipeline(),
                            review.draw(),
                            RouteTaken.parse(review.asked().reasons())));
        }
        cards.closed(tx, review, counts.revision());
        callBack(tx, WebhookEvent.VERDICT_SETTLED, about, counts, panel == null ? null : new OfPanel(panel, 1));
    }

    /// What a call about a panel's verdict says more. The decision that counts need not be the latest, so that the
    /// review's revision orders the calls.
    ///
    /// @param panel how it came about; null when it counts no more
    /// @param ahead by how much the review is further than it was before
    private record OfPanel(@Nullable Panel panel, int ahead) {}

    /// A decision counts no more.
    ///
    /// @param revision the review's, from now on
    void reopened(Handle tx, About about, Decision undone, int revision) {
        golden.changed(tx, undone.id());
        cards.reopened(tx, about.review(), revision);
        callBack(
                tx,
                WebhookEvent.VERDICT_REOPENED,
                about,
                undone,
                about.review().panel() == null ? null : new OfPanel(null, 0));
    }

    /// The first verdict counts again behind a second look that was taken back.
    void inForceAgain(Handle tx, About about, Decision first) {
        golden.changed(tx, first.id());
        callBack(tx, WebhookEvent.VERDICT_SETTLED, about, first, null);
    }

    /// The example that the first verdict gave is not to be learnt from any more.
    void replaced(Handle tx, @Nullable Decision first) {
        if (first != null) {
            golden.changed(tx, first.id());
        }
    }

    /// A panel is further, or less far: its card says how many verdicts are in.
    void progressed(Handle tx, ReviewRow review, int revision) {
        cards.reopened(tx, review, revision);
    }

    private void callBack(Handle tx, WebhookEvent kind, About about, Decision decision, @Nullable OfPanel more) {
        tellTracing(tx, kind, about, decision, more);
        NewOutput body = about.body();
        if (body != null && body.callbackUrl() != null) {
            Map<String, Object> data = OutputReference.of(about.output(), body);
            data.put("decision", decision);
            if (more != null) {
                data.put("revision", about.review().standing().revision() + more.ahead());
            }
            if (more != null && more.panel() != null) {
                data.put("panel", more.panel());
            }
            outbox.write(
                    tx,
                    new Job.ForEndpoint(
                            kind,
                            about.output().pipeline(),
                            body.callbackUrl(),
                            decision.reviewId().value(),
                            data));
        }
    }

    private void tellTracing(Handle tx, WebhookEvent kind, About about, Decision decision, @Nullable OfPanel more) {
        int revision =
                more == null ? decision.revision() : about.review().standing().revision() + more.ahead();
        if (kind == WebhookEvent.VERDICT_SETTLED) {
            evaluations.settled(tx, about.output(), about.body(), decision, revision);
        } else {
            evaluations.reopened(tx, about.output(), about.body(), decision, revision);
        }
    }

    /// After the commit: wakes whoever learns from verdicts.
    void wake() {
        golden.wake();
    }
}
