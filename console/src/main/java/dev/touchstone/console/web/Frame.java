package dev.touchstone.console.web;

import dev.touchstone.api.id.PipelineName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What stands around the content of a page.
///
/// @param title of the window and the page
/// @param what the page is, in one line
/// @param visitor null for somebody who is not signed in
/// @param section which page of the navigation this is or belongs to; empty for none
/// @param about the pipeline it is about, which the pages beside it will be about too; null for none
public record Frame(
        String title,
        String what,
        @Nullable Visitor visitor,
        String section,
        @Nullable PipelineName about) {
    /// About no pipeline.
    public Frame(String title, String what, @Nullable Visitor visitor, String section) {
        this(title, what, visitor, section, null);
    }

    /// A link of the navigation.
    public record Link(String href, String label, boolean current) {}

    /// One for each group of pages, to the first page of it that the visitor sees.
    public List<Link> links() {
        List<Link> links = new ArrayList<>();
        if (visitor == null) {
            return links;
        }
        for (Place.Group group : Place.Group.values()) {
            List<Place> places = group.seenBy(visitor);
            if (!places.isEmpty()) {
                boolean current = place().filter(at -> at.group() == group).isPresent();
                links.add(link(places.getFirst(), group.label(), current));
            }
        }
        return links;
    }

    /// The pages of the group that this one belongs to; empty when it is alone.
    public List<Link> siblings() {
        if (visitor == null || place().isEmpty()) {
            return List.of();
        }
        Place here = place().get();
        List<Place> places = here.group().seenBy(visitor);
        return places.size() < 2
                ? List.of()
                : places.stream()
                        .map(place -> link(place, place.label(), place == here))
                        .toList();
    }

    private Optional<Place> place() {
        return Arrays.stream(Place.values())
                .filter(place -> place.name().equals(section.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private Link link(Place place, String label, boolean current) {
        boolean narrowed = about != null && place.role() != Role.ADMIN && place != Place.QUEUE;
        return new Link(Pages.BASE + place.path() + (narrowed ? "?pipeline=" + about : ""), label, current);
    }
}
