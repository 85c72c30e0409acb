package dev.touchstone.console.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands around the content of a page.
///
/// @param title of the window and the page
/// @param what the page is, in one line
/// @param visitor null for somebody who is not signed in
/// @param section which link of the navigation is the current one; empty for none
public record Frame(String title, String what, @Nullable Visitor visitor, String section) {

    /// A link of the navigation.
    public record Link(String href, String label, boolean current) {}

    public List<Link> links() {
        List<Link> links = new ArrayList<>();
        if (visitor == null) {
            return links;
        }
        links.add(link("queue", "Queue"));
        if (visitor.anywhere(Role.LEAD)) {
            links.add(link("search", "Search"));
        }
        if (visitor.anywhere(Role.OWNER)) {
            links.add(link("quality", "Quality"));
        }
        return links;
    }

    private Link link(String page, String label) {
        return new Link(Pages.BASE + "/" + page, label, section.equals(page));
    }
}
