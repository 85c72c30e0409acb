package dev.touchstone.bot.slack;

import com.slack.api.methods.MethodsClient;
import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.bot.card.kit.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Messages: posting, changing and finding them. Thread-safe.
public final class Chat {
    private static final int PAGE = 200;
    private static final int MOST_PAGES = 10;

    private final SlackCalls calls;

    public Chat(MethodsClient methods) {
        this(methods, new CallCounts());
    }

    public Chat(MethodsClient methods, CallCounts counts) {
        this.calls = new SlackCalls(methods, counts);
    }

    /// Posts a message. Never repeated from here: after [SlackFailure.Unanswered] look for the marker first.
    ///
    /// @param thread the message it answers; null for one of its own
    public Receipt post(String channel, Message message, @Nullable Marker marker, @Nullable String thread) {
        var posted = calls.once(
                "chat.postMessage",
                slack -> slack.chatPostMessage(post -> post.channel(channel)
                        .text(message.text())
                        .blocks(message.blocks())
                        .metadata(marker == null ? null : marker.metadata())
                        .threadTs(thread)
                        .unfurlLinks(false)
                        .unfurlMedia(false)));
        return new Receipt(posted.getChannel(), posted.getTs());
    }

    /// Replaces a message's text and blocks; its marker stays.
    public void update(Receipt at, Message message) {
        var unused = calls.once(
                "chat.update",
                slack -> slack.chatUpdate(update -> update.channel(at.channel())
                        .ts(at.message())
                        .text(message.text())
                        .blocks(message.blocks())));
    }

    /// Says something that only one member of a channel sees.
    public void ephemeral(String channel, String user, Message message) {
        var unused = calls.patiently(
                "chat.postEphemeral",
                slack -> slack.chatPostEphemeral(post ->
                        post.channel(channel).user(user).text(message.text()).blocks(message.blocks())));
    }

    /// Says something to one person, in the messages between them and the bot.
    public void direct(String user, Message message) {
        var unused = post(directChannel(user), message, null, null);
    }

    /// The channel between one person and the bot, opened if need be.
    public String directChannel(String user) {
        return calls.patiently(
                        "conversations.open", slack -> slack.conversationsOpen(open -> open.users(List.of(user))))
                .getChannel()
                .getId();
    }

    /// The message that carries the marker, if the channel has it.
    ///
    /// @param since when it was posted at the earliest
    public Optional<Receipt> find(String channel, Marker marker, Instant since) {
        String cursor = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            String from = cursor;
            var found = calls.patiently(
                    "conversations.history",
                    slack -> slack.conversationsHistory(history -> history.channel(channel)
                            .oldest(since.getEpochSecond() + ".000000")
                            .includeAllMetadata(true)
                            .limit(PAGE)
                            .cursor(from)));
            for (com.slack.api.model.Message message : found.getMessages()) {
                if (marker.marks(message.getMetadata())) {
                    return Optional.of(new Receipt(channel, message.getTs()));
                }
            }
            cursor = found.getResponseMetadata() == null
                    ? null
                    : found.getResponseMetadata().getNextCursor();
            if (cursor == null || cursor.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// The replies below a message that are of whoever posted it.
    public List<Receipt> ownReplies(Receipt at) {
        List<Receipt> own = new ArrayList<>();
        String cursor = null;
        String author = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            String from = cursor;
            var found = calls.patiently(
                    "conversations.replies",
                    slack -> slack.conversationsReplies(replies -> replies.channel(at.channel())
                            .ts(at.message())
                            .limit(PAGE)
                            .cursor(from)));
            for (com.slack.api.model.Message message : found.getMessages()) {
                if (message.getTs().equals(at.message())) {
                    // It comes first, on every page.
                    author = message.getUser();
                } else if (author != null && author.equals(message.getUser())) {
                    own.add(new Receipt(at.channel(), message.getTs()));
                }
            }
            cursor = found.getResponseMetadata() == null
                    ? null
                    : found.getResponseMetadata().getNextCursor();
            if (cursor == null || cursor.isEmpty()) {
                break;
            }
        }
        return own;
    }

    /// Deletes a message of the bot's.
    public void delete(Receipt at) {
        var unused = calls.patiently(
                "chat.delete",
                slack -> slack.chatDelete(delete -> delete.channel(at.channel()).ts(at.message())));
    }

    /// Whether the thread of a message has a reply that carries the marker.
    public boolean hasReply(Receipt at, Marker marker) {
        var found = calls.patiently(
                "conversations.replies",
                slack -> slack.conversationsReplies(replies -> replies.channel(at.channel())
                        .ts(at.message())
                        .includeAllMetadata(true)
                        .limit(PAGE)));
        return found.getMessages().stream().anyMatch(reply -> marker.marks(reply.getMetadata()));
    }
}
