package dev.touchstone.bot.talk;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.views.payload.ViewClosedPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.model.view.View;
import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.bot.people.ReviewerIds;
import org.jspecify.annotations.Nullable;

/// What somebody did, as far as Slack vouches for it. Nothing the message or view said is taken from a payload but
/// what we put there for ourselves.
///
/// @param user who
/// @param trigger opens a modal within three seconds; also names the act: when Slack delivers it twice, or to two
///     bots, it is the same
/// @param channel where to answer; null when it was not done in a channel
/// @param message the message it was done in; null when there is none that can be changed
/// @param view the view it was done in; null for none
public record Click(
        String user,
        @Nullable String trigger,
        @Nullable String channel,
        @Nullable Receipt message,
        @Nullable View view) {

    public static Click of(BlockActionPayload payload) {
        String channel =
                payload.getChannel() == null ? null : payload.getChannel().getId();
        BlockActionPayload.Container container = payload.getContainer();
        boolean lasting =
                container != null && channel != null && container.getMessageTs() != null && !container.isEphemeral();
        return new Click(
                payload.getUser().getId(),
                payload.getTriggerId(),
                channel,
                channel == null || container == null ? null : lasting(channel, container),
                payload.getView());
    }

    private static @Nullable Receipt lasting(String channel, BlockActionPayload.Container container) {
        return container.getMessageTs() == null || container.isEphemeral()
                ? null
                : new Receipt(channel, container.getMessageTs());
    }

    public static Click of(ViewSubmissionPayload payload) {
        return new Click(payload.getUser().getId(), payload.getTriggerId(), null, null, payload.getView());
    }

    public static Click of(ViewClosedPayload payload) {
        return new Click(payload.getUser().getId(), null, null, null, payload.getView());
    }

    public static Click of(SlashCommandPayload payload) {
        return new Click(payload.getUserId(), payload.getTriggerId(), payload.getChannelId(), null, null);
    }

    /// The same act, done from a message that a modal was opened from.
    public Click from(@Nullable Receipt card) {
        return card == null ? this : new Click(user, trigger, card.channel(), card, view);
    }

    /// The reviewer's id in the API.
    public ReviewerId reviewerId() {
        return ReviewerIds.of(user);
    }

    /// Whether it was done in a modal, so that the next one belongs on top of it.
    public boolean inModal() {
        return view != null && "modal".equals(view.getType());
    }

    public boolean inHome() {
        return view != null && "home".equals(view.getType());
    }

    /// What we wrote into the view; null without a view.
    public @Nullable String metadata() {
        return view == null ? null : view.getPrivateMetadata();
    }
}
