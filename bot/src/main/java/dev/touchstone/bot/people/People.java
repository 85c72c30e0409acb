package dev.touchstone.bot.people;

import com.slack.api.model.User;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.bot.card.kit.Refusal.Barrier;
import dev.touchstone.bot.slack.Workspace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Looks people up, and remembers them for five minutes. Thread-safe.
public final class People {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int LONGEST_NAME = 100;

    private final Workspace workspace;
    private final Remembered<Workspace.Place> place;
    private final Remembered<Person> people;

    public People(Workspace workspace, InstantSource clock) {
        this.workspace = workspace;
        this.place = new Remembered<>(Duration.ofDays(1), clock, any -> workspace.place());
        this.people = new Remembered<>(LIFE, clock, this::look);
    }

    /// @throws dev.touchstone.bot.slack.SlackFailure when they cannot be looked up
    public Person person(String user) {
        return people.get(user);
    }

    /// Who decides, by name if it can be had: a name is worth no failure.
    public Reviewer reviewer(String user) {
        return orElse(() -> person(user).reviewer(), Reviewer.of(ReviewerIds.of(user)));
    }

    private static <T> T orElse(Supplier<T> look, T otherwise) {
        try {
            return look.get();
        } catch (dev.touchstone.bot.slack.SlackFailure e) {
            return otherwise;
        }
    }

    private Person look(String id) {
        User user = workspace.user(id);
        return new Person(new Reviewer(ReviewerIds.of(id), name(user)), barrier(user));
    }

    private @Nullable Barrier barrier(User user) {
        if (user.isBot() || user.isWorkflowBot() || user.isConnectorBot() || "USLACKBOT".equals(user.getId())) {
            return Barrier.BOT;
        }
        if (user.isStranger() || !isHome(user, place.get(""))) {
            return Barrier.OUTSIDER;
        }
        if (user.isRestricted() || user.isUltraRestricted()) {
            return Barrier.GUEST;
        }
        return user.isDeleted() ? Barrier.NOT_LISTED : null;
    }

    private static boolean isHome(User user, Workspace.Place place) {
        boolean sameOrganisation = place.enterprise() != null
                && user.getEnterpriseUser() != null
                && place.enterprise().equals(user.getEnterpriseUser().getEnterpriseId());
        return sameOrganisation || place.team().equals(user.getTeamId());
    }

    private static @Nullable String name(User user) {
        String display = user.getProfile() == null ? null : user.getProfile().getDisplayName();
        String name = display != null && !display.isBlank() ? display : user.getName();
        if (name == null || name.isBlank()) {
            return null;
        }
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }
}
