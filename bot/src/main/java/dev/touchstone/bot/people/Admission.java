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

    /// @param user a Slack user id
    /// @return what stands in the way; empty when they may review
    public Optional<Barrier> barrier(String user, Reviewers reviewers) {
        try {
            Barrier own = people.person(user).barrier();
            if (own != null) {
                return Optional.of(own);
            }
            return admits(user, reviewers) ? Optional.empty() : Optional.of(Barrier.NOT_LISTED);
        } catch (SlackFailure.Refused e) {
            // Slack has answered: asking again brings nothing else.
            log.error("cannot tell who may review, look at the policy user={} error={}", user, e.getMessage());
            return Optional.of(Barrier.GONE);
        } catch (SlackFailure e) {
            log.warn("cannot tell who may review user={} error={}", user, e.getMessage());
            return Optional.of(Barrier.UNKNOWN);
        }
    }

    private boolean admits(String user, Reviewers reviewers) {
        if (!reviewers.allow().isEmpty()) {
            return reviewers.allow().contains("slack:" + user);
        }
        if (reviewers.userGroup() != null) {
            return groups.get(reviewers.userGroup(), SOON, some -> some.contains(user))
                    .contains(user);
        }
        if (reviewers.channel() == null) {
            return true;
        }
        Optional<String> channel = channels.id(reviewers.channel());
        return channel.isPresent()
                && members.get(channel.get(), SOON, some -> some.contains(user)).contains(user);
    }
}
