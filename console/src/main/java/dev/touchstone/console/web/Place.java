package dev.touchstone.console.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Every page that the navigation leads to, in its order, with who sees it.
public enum Place {
    QUEUE("Queue", Group.QUEUE, Role.REVIEWER),
    SEARCH("Search", Group.SEARCH, Role.LEAD),
    QUALITY("Quality", Group.QUALITY, Role.OWNER),
    ALARMS("Alarms", Group.QUALITY, Role.OWNER),
    SAMPLES("Samples", Group.QUALITY, Role.OWNER),
    PLANS("Plans", Group.QUALITY, Role.OWNER),
    FEEDBACK("Users", Group.QUALITY, Role.OWNER),
    RETRIEVAL("Sources", Group.QUALITY, Role.OWNER),
    REVIEWERS("Reviewers", Group.QUALITY, Role.LEAD),
    JUDGE("Judge", Group.MODELS, Role.OWNER),
    COMMITTEE("Committee", Group.MODELS, Role.OWNER),
    EXPERIMENTS("Experiments", Group.MODELS, Role.OWNER),
    GOLDEN("Items", Group.GOLDEN, Role.OWNER),
    DATASETS("Datasets", Group.GOLDEN, Role.OWNER),
    POLICY("Policy", Group.SETTINGS, Role.OWNER),
    HEALTH("Health", Group.SETTINGS, Role.OWNER),
    DELIVERIES("Deliveries", Group.SETTINGS, Role.ADMIN),
    KEYS("Keys", Group.SETTINGS, Role.ADMIN),
    LEDGER("Ledger", Group.SETTINGS, Role.ADMIN),
    ERASURES("Erasures", Group.SETTINGS, Role.ADMIN);

    /// Pages that belong together: one link at the top of every page, and a line of links below it.
    public enum Group {
        QUEUE("Queue"),
        SEARCH("Search"),
        QUALITY("Quality"),
        MODELS("Models"),
        GOLDEN("Golden set"),
        SETTINGS("Settings");

        private final String label;

        Group(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /// The pages of the group that somebody sees.
        List<Place> seenBy(Visitor visitor) {
            return Arrays.stream(Place.values())
                    .filter(place -> place.group == this && visitor.anywhere(place.role))
                    .toList();
        }
    }

    private final String label;
    private final Group group;
    private final Role role;

    Place(String label, Group group, Role role) {
        this.label = label;
        this.group = group;
        this.role = role;
    }

    public String label() {
        return label;
    }

    public Group group() {
        return group;
    }

    /// What somebody has to be, in a pipeline, to see the page about it.
    public Role role() {
        return role;
    }

    /// Such as `/alarms`.
    public String path() {
        return "/" + name().toLowerCase(Locale.ROOT);
    }
}
