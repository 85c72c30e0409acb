package dev.touchstone.console.sheet;

import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.console.web.Backends;
import dev.touchstone.console.web.Door;
import dev.touchstone.console.web.Frame;
import dev.touchstone.console.web.Pages;
import dev.touchstone.console.web.Place;
import dev.touchstone.console.web.Role;
import dev.touchstone.console.web.Visitor;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts sheets on pages: checks who may see them, and asks the backend as that person.
public final class Sheets {
    private final Backends backends;
    private final Pages pages;
    private final Door door;
    private final RoutesConfig routes;

    public Sheets(Backends backends, Pages pages, Door door, RoutesConfig routes) {
        this.backends = backends;
        this.pages = pages;
        this.door = door;
        this.routes = routes;
    }

    /// A request for a page, by somebody who may see it.
    ///
    /// @param pipeline it is about; null for a page about the whole installation
    /// @param api the backend as this person
    public record Visit(
            Context context, Visitor visitor, @Nullable PipelineName pipeline, TouchstoneClient api) {
        /// @throws Door.NothingThereException on a page about the whole installation
        public PipelineName about() {
            if (pipeline == null) {
                throw new Door.NothingThereException();
            }
            return pipeline;
        }

        /// A parameter of the address; null when it is blank.
        public @Nullable String asked(String name) {
            String value = context.queryParam(name);
            return value == null || value.isBlank() ? null : value.strip();
        }

        /// The part of the path that is an id.
        ///
        /// @throws Door.NothingThereException for what no id can be
        public String id() {
            return Sheets.id(context);
        }
    }

    /// What comes of a request.
    public sealed interface Answer {}

    /// What a page says.
    ///
    /// @param title of the page
    /// @param what it is, in one line
    public record Told(String title, String what, Sheet sheet) implements Answer {}

    /// Where to go on.
    ///
    /// @param path below the console
    public record Elsewhere(String path) implements Answer {}

    @FunctionalInterface
    public interface Content {
        Answer tell(Visit visit) throws Exception;
    }

    /// Does something and says where to go on.
    @FunctionalInterface
    public interface Deed {
        /// @return a path below the console
        String act(Visit visit) throws Exception;
    }

    /// A page of the navigation; about a pipeline unless only administrators see it.
    public void page(Place place, Content content) {
        page(place, place.path(), content);
    }

    /// A page that belongs to one of the navigation.
    public void page(Place place, String path, Content content) {
        door.get(routes, path, (context, visitor) -> show(place, content, visit(place, context, visitor)));
    }

    /// A page about one thing that has an id, in the pipeline that it is of.
    ///
    /// @param path with `{id}` in it
    public void entity(Place place, String path, Owner owner, Content content) {
        door.get(routes, path, (context, visitor) -> {
            PipelineName pipeline = owner.of(backends.client(), id(context));
            Door.require(visitor, place.role(), pipeline);
            show(place, content, new Visit(context, visitor, pipeline, client(visitor, pipeline)));
        });
    }

    /// Says whose a thing is.
    @FunctionalInterface
    public interface Owner {
        PipelineName of(TouchstoneClient api, String id);
    }

    /// A file that belongs to a page of the navigation; the content writes the answer itself.
    public void file(Place place, String path, Deed content) {
        door.get(routes, path, (context, visitor) -> {
            String unused = content.act(visit(place, context, visitor));
        });
    }

    /// A form of a page.
    public void act(Place place, String path, Deed deed) {
        door.post(routes, path, (context, visitor) -> {
            String next = deed.act(visit(place, context, visitor));
            context.redirect(Pages.BASE + next, HttpStatus.SEE_OTHER);
        });
    }

    /// A form whose answer is a page: what it shows is shown this once.
    public void answer(Place place, String path, Content content) {
        door.post(routes, path, (context, visitor) -> show(place, content, visit(place, context, visitor)));
    }

    private void show(Place place, Content content, Visit visit) throws Exception {
        switch (content.tell(visit)) {
            case Told told -> show(place, told, visit);
            case Elsewhere elsewhere -> visit.context().redirect(Pages.BASE + elsewhere.path(), HttpStatus.SEE_OTHER);
        }
    }

    private void show(Place place, Told told, Visit visit) {
        if (visit.asked("as") != null) {
            SheetTables.send(visit.context(), told);
            return;
        }
        String section = place.path().substring(1);
        pages.show(
                visit.context(),
                "sheet",
                Map.of(
                        "frame",
                        new Frame(told.title(), told.what(), visit.visitor(), section, visit.pipeline()),
                        "sheet",
                        told.sheet(),
                        "tables",
                        SheetTables.address(visit.context(), told.sheet()),
                        "choice",
                        choice(place, visit)));
    }

    /// Which other pipelines the page can be about.
    ///
    /// @param action where the choice is sent
    /// @param names more than one, or none
    /// @param chosen empty for none
    public record Choice(String action, List<String> names, String chosen) {}

    private static Choice choice(Place place, Visit visit) {
        List<String> names = visit.pipeline() == null
                ? List.of()
                : visit.visitor().where(place.role()).stream()
                        .map(PipelineName::value)
                        .toList();
        boolean listed = visit.context().path().equals(Pages.BASE + place.path());
        return new Choice(
                Pages.BASE + place.path(),
                listed && names.size() > 1 ? names : List.of(),
                visit.pipeline() == null ? "" : visit.pipeline().value());
    }

    private Visit visit(Place place, Context context, Visitor visitor) {
        if (place.role() == Role.ADMIN) {
            if (!visitor.session().admin()) {
                throw new Door.NothingThereException();
            }
            return new Visit(context, visitor, null, backends.as(visitor, null));
        }
        PipelineName pipeline = pipeline(place, context, visitor);
        return new Visit(context, visitor, pipeline, client(visitor, pipeline));
    }

    private TouchstoneClient client(Visitor visitor, PipelineName pipeline) {
        return visitor.may(Role.OWNER, pipeline) ? backends.as(visitor, pipeline) : backends.client();
    }

    private static String id(Context context) {
        String id = context.pathParam("id");
        if (!id.matches("[0-9a-f-]{36}")) {
            throw new Door.NothingThereException();
        }
        return id;
    }

    /// The one that the address or the form names, or the first.
    private static PipelineName pipeline(Place place, Context context, Visitor visitor) {
        String asked = context.queryParam("pipeline");
        String name = asked == null ? context.formParam("pipeline") : asked;
        return visitor.where(place.role()).stream()
                .filter(own -> name == null || name.isBlank() || own.value().equals(name))
                .findFirst()
                .orElseThrow(Door.NothingThereException::new);
    }

    /// A text as a part of an address.
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
