package dev.touchstone.bot.card.home;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.sampling.Sample;
import dev.touchstone.api.sampling.SampleDetail;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.Refusal;
import dev.touchstone.bot.card.text.SlackText;
import dev.touchstone.bot.card.text.Words;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The answers to `/review sample`.
public final class SampleMessage {
    private static final int NAMES = 20;

    private SampleMessage() {}

    /// What was drawn, and what becomes of it.
    public static Message drawn(SampleDetail detail) {
        Sample sample = detail.sample();
        String in = " of *" + SlackText.escape(sample.pipeline().value()) + "* in the last 7 days (whole hours)";
        if (sample.result().population() == 0) {
            return Refusal.say("🎲 There are no outputs" + in + ", so nothing was drawn.");
        }
        SampleDetail.Progress progress = detail.progress();
        String text = "🎲 Drew " + Words.counted(sample.result().members(), "output", "outputs") + " at random from "
                + Words.count(sample.result().population()) + in + ". "
                + Words.counted(progress.open(), "waits", "wait") + " for review"
                + (progress.decided() == 0 ? "" : ", " + Words.count(progress.decided()) + " had been reviewed before")
                + (progress.withoutText() == 0 ? "" : ", " + Words.count(progress.withoutText()) + " have no text left")
                + ": cards follow as there is room, and `/review next` begins at once.";
        return Refusal.say(
                sample.result().note() == null
                        ? text
                        : text + " " + SlackText.mrkdwnLine(sample.result().note(), 300));
    }

    public static Message howMany(int most) {
        return Refusal.say(
                "🎲 Say how many, 1 to " + most + ": `/review sample 10`, or `/review sample 10 ‹pipeline›`.");
    }

    /// @param own the pipelines to choose from
    /// @param named what was named and is none of them; null when nothing was
    public static Message which(List<PipelineName> own, @Nullable String named) {
        if (own.isEmpty()) {
            return Refusal.say("🔒 You review no pipeline, so there is nothing to draw from.");
        }
        String names = own.stream()
                .limit(NAMES)
                .map(name -> SlackText.escape(name.value()))
                .collect(Collectors.joining(", "));
        return Refusal.say((named == null
                        ? "🎲 Say of which pipeline"
                        : "🎲 “" + SlackText.mrkdwnLine(named, 80) + "” is no pipeline that you review. Say of which")
                + ", as in `/review sample 10 "
                + SlackText.escape(own.getFirst().value()) + "`; you review " + names + ".");
    }
}
