package dev.touchstone.bot.people;

import dev.touchstone.api.policy.Reviewers;
import dev.touchstone.bot.card.kit.Refusal.Barrier;
import dev.touchstone.bot.slack.Channels;
import dev.touchstone.bot.slack.SlackFailure;
import dev.touchstone.bot.slack.Workspace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides who may review a pipeline: the people its policy lists; else the members of its user group; else the
/// members of its channel; else every full member of the workspace. When Slack cannot be asked, nobody.
/// Thread-safe.
public final class Admission {
    private static final Logger log = LoggerFactory.getLogger(Admission.class);

    /// How long somebody who left may still review.
    private static final Duration LIFE = Duration.ofMinutes(1);

    /// How long somebody who just joined may have to wait.
    private static final Duration SOON = Duration.ofSeconds(5);

    /// Slack's words for a group or channel that is not there.
    private static final Set<String> NOWHERE =
            Set.of("no_such_subteam", "subteam_not_found", "channel_not_found", "is_archived");

    private final People people;
    private final Channels channels;
    private final Remembered<Set<String>> groups;
    private final Remembered<Set<String>> members;

    public Admission(People people, Workspace workspace, Channels channels, InstantSource clock) {
        this.people = people;
        this.channels = channels;
        this.groups = new Remembered<>(LIFE, clock, workspace::groupMembers);
        this.members = new Remembered<>(LIFE, clock, workspace::channelMembers);
    }

    /// Whether somebody may read what a card does not show: any full member of the workspace who sees the card. What a
    /// card is shared with through Slack Connect, or with a guest, is what it shows and no more.
    ///
    /// @param user a Slack user id
    /// @return what stands in the way; empty when they may read
    public Optional<Barrier> readingBarrier(String user) {
        try {
            return Optional.ofNullable(people.person(user).barrier());
        } catch (SlackFailure e) {
            log.warn("cannot tell who may read user={} error={}", user, e.getMessage());
            return Optional.of(Barrier.UNKNOWN);
        }
    }

    /// @param user a Slack user id
    /// @return what stands in the way; empty when they may review
    public Optional<Barrier> barrier(String user, Reviewers reviewers) {
        try {
            Barrier own = people.person(user).barrier();
            if (own != null) {
                return Optional.of(own);
            }
            return Optional.ofNullable(barrier(reviewers, user));
        } catch (SlackFailure.Refused e) {
            log.error("cannot tell who may review user={} error={}", user, e.getMessage());
            // What is gone stays gone; a scope that is missing can be granted.
            return Optional.of(NOWHERE.contains(e.code()) ? Barrier.GONE : Barrier.UNKNOWN);
        } catch (SlackFailure e) {
            log.warn("cannot tell who may review user={} error={}", user, e.getMessage());
            return Optional.of(Barrier.UNKNOWN);
        }
    }

    private @Nullable Barrier barrier(Reviewers reviewers, String user) {
        if (!reviewers.allow().isEmpty()) {
            return unless(reviewers.allow().contains(ReviewerIds.of(user)));
        }
        if (reviewers.userGroup() != null) {
            return unless(groups.get(reviewers.userGroup(), SOON, some -> some.contains(user))
                    .contains(user));
        }
        if (reviewers.channel() == null) {
            return null;
        }
        Optional<String> channel = channels.id(reviewers.channel());
        return channel.isEmpty()
                ? Barrier.GONE
                : unless(members.get(channel.get(), SOON, some -> some.contains(user))
                        .contains(user));
    }

    private static @Nullable Barrier unless(boolean listed) {
        return listed ? null : Barrier.NOT_LISTED;
    }
}
