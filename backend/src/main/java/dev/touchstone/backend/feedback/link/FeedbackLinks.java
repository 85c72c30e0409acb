package dev.touchstone.backend.feedback.link;

import dev.touchstone.api.feedback.FeedbackLink;
import dev.touchstone.api.feedback.LinkFeedback;
import dev.touchstone.api.feedback.NewFeedback;
import dev.touchstone.api.feedback.NewFeedbackLink;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.backend.feedback.event.FeedbackIntake;
import dev.touchstone.backend.pipeline.Pipelines;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Makes links and takes what comes through them. Nothing is stored of a link: that one counts once per kind is the
/// doing of the event's id, which is made of the token. Thread-safe.
public final class FeedbackLinks {
    static final String PATH = "/f/";

    private final LinkConfig config;
    private final List<byte[]> keys;
    private final InstantSource clock;
    private final Pipelines pipelines;
    private final FeedbackIntake intake;
    private final Random random = new SecureRandom();

    /// @param keys the first makes tokens, any reads them
    public FeedbackLinks(
            LinkConfig config, List<byte[]> keys, InstantSource clock, Pipelines pipelines, FeedbackIntake intake) {
        this.config = config;
        this.keys = List.copyOf(keys);
        this.clock = clock;
        this.pipelines = pipelines;
        this.intake = intake;
    }

    /// What a token turns out to be.
    sealed interface Link {
        /// It holds now.
        record Open(LinkToken token) implements Link {}

        /// It was ours, and its time is over.
        record Expired() implements Link {}

        /// It is none of ours.
        record Unknown() implements Link {}
    }

    /// What became of feedback.
    sealed interface Use {
        record Taken() implements Use {}

        /// The same came before.
        record Known() implements Use {}

        /// Another answer came before: a link counts once.
        record Used() implements Use {}

        /// The link is for other kinds.
        record OtherKind(LinkToken token) implements Use {}
    }

    /// @throws dev.touchstone.backend.refusal.Refused when the pipeline is unknown, or the output with this
    ///     id is not of it
    FeedbackLink make(NewFeedbackLink wish) {
        PipelineName pipeline =
                pipelines.require(new PipelineName(wish.pipeline())).name();
        if (wish.outputId() != null) {
            intake.requireOutput(pipeline, wish.outputId());
        }
        // Tokens tell whole seconds.
        Instant expires = clock.instant().plus(wish.validFor()).truncatedTo(ChronoUnit.SECONDS);
        String text = new LinkToken(
                        pipeline,
                        wish.outputId(),
                        wish.outputId() == null ? wish.externalId() : null,
                        EnumSet.copyOf(wish.kinds()),
                        expires,
                        Long.toString(random.nextLong() >>> 1, Character.MAX_RADIX))
                .text(keys.getFirst());
        String path = PATH + text;
        return new FeedbackLink(text, path, config.publicUrl() == null ? null : config.publicUrl() + path, expires);
    }

    Link look(String text) {
        Optional<LinkToken> token = LinkToken.read(text, keys);
        if (token.isEmpty()) {
            return new Link.Unknown();
        }
        return clock.instant().isBefore(token.get().expiresAt()) ? new Link.Open(token.get()) : new Link.Expired();
    }

    /// @throws dev.touchstone.api.wire.InvalidField when the feedback cannot be taken
    Use use(LinkToken token, LinkFeedback feedback) {
        if (!token.kinds().contains(feedback.kind())) {
            return new Use.OtherKind(token);
        }
        NewFeedback event = new NewFeedback(
                token.pipeline().value(),
                "link:" + token.nonce() + ":" + feedback.kind().wire(),
                token.outputId(),
                token.externalId(),
                "link:" + token.nonce(),
                feedback.kind(),
                feedback.value(),
                feedback.comment(),
                feedback.correction(),
                feedback.moment());
        return switch (intake.accept(event).join()) {
            case FeedbackIntake.Answer.Stored stored -> new Use.Taken();
            case FeedbackIntake.Answer.Known known -> new Use.Known();
            case FeedbackIntake.Answer.Different other -> new Use.Used();
        };
    }
}
