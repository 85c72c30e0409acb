package dev.touchstone.sandbox.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The messages of every channel, ephemeral ones included. Keys order by `ts`, which has a fixed width.
public final class Messages {
    private record Key(String channel, String ts) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byChannel = channel.compareTo(other.channel);
            return byChannel != 0 ? byChannel : ts.compareTo(other.ts);
        }
    }

    private final Seed seed;
    private final Timestamps timestamps;
    private final Changes changes;
    private final TreeMap<Key, Message> log = new TreeMap<>();

    Messages(Seed seed, Timestamps timestamps, Changes changes) {
        this.seed = seed;
        this.timestamps = timestamps;
        this.changes = changes;
    }

    public Message post(String channel, String user, Body body, @Nullable String threadTs, @Nullable String onlyFor) {
        Message message = new Message(channel, timestamps.next(), user, body, threadTs, null, onlyFor);
        store(message);
        return message;
    }

    public Message change(Message message, Body body) {
        Message changed = message.changedTo(body, timestamps.next());
        store(changed);
        return changed;
    }

    public void remove(Message message) {
        log.remove(new Key(message.channel(), message.ts()));
        ObjectNode gone = Json.object().put("channel", message.channel()).put("ts", message.ts());
        changes.tell(Change.inChannel("message_deleted", message, gone));
        tellParent(message);
    }

    /// A message everybody in the channel can see.
    ///
    /// @throws SlackError `message_not_found`, also for ephemeral ones: Slack's API cannot reach those
    public Message message(String channel, String ts) {
        Message message = log.get(new Key(channel, ts));
        if (message == null || message.isEphemeral()) {
            throw new SlackError("message_not_found");
        }
        return message;
    }

    /// A message as this person sees it, ephemeral ones included.
    ///
    /// @throws SlackError `message_not_found`
    public Message seenBy(String user, String channel, String ts) {
        Message message = log.get(new Key(channel, ts));
        if (message == null || (message.isEphemeral() && !user.equals(message.onlyFor()))) {
            throw new SlackError("message_not_found");
        }
        return message;
    }

    /// Everything in the channel this person sees, oldest first: replies and their own ephemerals too.
    public List<Message> allSeenBy(String user, String channel) {
        return in(channel).stream()
                .filter(message -> !message.isEphemeral() || user.equals(message.onlyFor()))
                .toList();
    }

    /// The channel's top-level messages, oldest first.
    public List<Message> history(String channel) {
        return in(channel).stream()
                .filter(message -> !message.isEphemeral() && !message.isReply())
                .toList();
    }

    /// The thread's first message and its replies, oldest first.
    public List<Message> thread(String channel, String ts) {
        return in(channel).stream()
                .filter(message -> !message.isEphemeral())
                .filter(message -> message.ts().equals(ts) || ts.equals(message.threadTs()))
                .toList();
    }

    /// Slack's `message` object, with the reply counts a thread's first message carries.
    public ObjectNode toJson(Message message) {
        ObjectNode json = message.toJson(seed.team(), seed.app());
        List<Message> replies = message.isEphemeral() || message.isReply()
                ? List.of()
                : thread(message.channel(), message.ts()).stream()
                        .filter(Message::isReply)
                        .toList();
        if (!replies.isEmpty()) {
            List<String> people = replies.stream().map(Message::user).distinct().toList();
            json.put("thread_ts", message.ts())
                    .put("reply_count", replies.size())
                    .put("reply_users_count", people.size())
                    .put("latest_reply", replies.getLast().ts());
            json.set("reply_users", Json.strings(people));
        }
        return json;
    }

    private List<Message> in(String channel) {
        return List.copyOf(
                log.subMap(new Key(channel, ""), new Key(channel, "~")).values());
    }

    private void store(Message message) {
        log.put(new Key(message.channel(), message.ts()), message);
        tell(message);
        tellParent(message);
    }

    private void tellParent(Message message) {
        String parent = message.threadTs();
        if (parent == null || !message.isReply()) {
            return;
        }
        Message first = log.get(new Key(message.channel(), parent));
        if (first != null) {
            tell(first);
        }
    }

    private void tell(Message message) {
        changes.tell(Change.inChannel("message", message, toJson(message).put("channel", message.channel())));
    }
}
