package dev.touchstone.bot.home;

import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.sampling.NewSample;
import dev.touchstone.api.sampling.SampleDetail;
import dev.touchstone.bot.card.home.SampleMessage;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.people.Admission;
import dev.touchstone.bot.slack.Channels;
import dev.touchstone.bot.talk.Click;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `/review sample ‹n› [‹pipeline›]`: draws outputs of the last seven days at random and opens reviews of them.
/// Only for reviewers of the pipeline: the one that is named, or the one whose channel this is, or the only one
/// they review.
final class SampleCommand {
    private static final Pattern ASKED = Pattern.compile("(\\d{1,4})(?:\\s+(\\S+))?");
    private static final Duration WINDOW = Duration.ofDays(7);

    /// Whoever wants more than a channel can bear draws it over the API.
    private static final int MOST = 50;

    private final TouchstoneClient client;
    private final OwnQueue queue;
    private final Channels channels;
    private final InstantSource clock;

    SampleCommand(TouchstoneClient client, Admission admission, Channels channels, InstantSource clock) {
        this.client = client;
        this.queue = new OwnQueue(client, admission);
        this.channels = channels;
        this.clock = clock;
    }

    Message draw(Click click, String argument) {
        Matcher asked = ASKED.matcher(argument);
        int size = asked.matches() ? Integer.parseInt(asked.group(1)) : 0;
        if (size < 1 || size > MOST) {
            return SampleMessage.howMany(MOST);
        }
        Map<PipelineName, Policy> own = queue.own(click.user()).policies();
        List<PipelineName> meant = meant(click, own, asked.group(2));
        return meant.size() == 1
                ? draw(click, meant.getFirst(), size)
                : SampleMessage.which(List.copyOf(own.keySet()), asked.group(2));
    }

    private List<PipelineName> meant(Click click, Map<PipelineName, Policy> own, @Nullable String named) {
        if (named != null) {
            PipelineName pipeline = new PipelineName(named);
            return own.containsKey(pipeline) ? List.of(pipeline) : List.of();
        }
        List<PipelineName> here = own.entrySet().stream()
                .filter(pipeline -> isHere(click, pipeline.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return here.isEmpty() ? List.copyOf(own.keySet()) : here;
    }

    private boolean isHere(Click click, Policy policy) {
        String channel = policy.reviewers().channel();
        return channel != null
                && click.channel() != null
                && channels.id(channel).filter(click.channel()::equals).isPresent();
    }

    /// A seed of its own: what the random audit has drawn is reviewed already.
    private Message draw(Click click, PipelineName pipeline, int size) {
        Instant to = clock.instant().truncatedTo(ChronoUnit.HOURS);
        String key = "slack:"
                + Objects.requireNonNullElseGet(
                        click.trigger(), () -> UUID.randomUUID().toString());
        SampleDetail drawn = client.sampling()
                .draw(
                        NewSample.ofSize(pipeline.value(), to.minus(WINDOW), to, size)
                                .seed(seed(key)),
                        key);
        return SampleMessage.drawn(drawn);
    }

    private static String seed(String key) {
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
