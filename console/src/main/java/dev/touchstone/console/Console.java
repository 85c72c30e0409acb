package dev.touchstone.console;

import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.client.UnreachableException;
import dev.touchstone.console.golden.GoldenFeature;
import dev.touchstone.console.house.HouseFeature;
import dev.touchstone.console.models.ModelsFeature;
import dev.touchstone.console.quality.DigestPages;
import dev.touchstone.console.quality.QualityPages;
import dev.touchstone.console.review.ReviewFeature;
import dev.touchstone.console.search.SearchFeature;
import dev.touchstone.console.sheet.Sheets;
import dev.touchstone.console.sign.SignInPages;
import dev.touchstone.console.watch.WatchFeature;
import dev.touchstone.console.web.Assets;
import dev.touchstone.console.web.Backends;
import dev.touchstone.console.web.Door;
import dev.touchstone.console.web.Pages;
import dev.touchstone.console.web.Visitors;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import jakarta.servlet.Servlet;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The console: a servlet that a server puts below `/console`, and the backend it asks. It keeps nothing: who is signed
/// in, the backend knows.
public final class Console {
    private static final Logger log = LoggerFactory.getLogger(Console.class);
    /// An output of the largest size there is, corrected, and what a form adds to it.
    private static final long LARGEST_FORM = 8L << 20;

    private final Backends backends;
    private final Pages pages = new Pages();
    private final Door door;
    private final Javalin app;

    public Console(InstantSource clock) {
        this.backends = new Backends(clock);
        Visitors visitors = new Visitors(backends);
        this.door = new Door(visitors, pages);
        this.app = Javalin.create(javalin -> {
            javalin.startup.showJavalinBanner = false;
            javalin.startup.showOldJavalinVersionWarning = false;
            javalin.startup.startupWatcherEnabled = false;
            javalin.http.maxRequestSize = LARGEST_FORM;
            javalin.routes.before(Pages::guard);
            Assets.register(javalin.routes);
            new SignInPages(backends, visitors, pages, door).register(javalin.routes);
            new ReviewFeature(backends, pages, door, clock).register(javalin.routes);
            new SearchFeature(backends, pages, door).register(javalin.routes);
            new QualityPages(backends, pages, door, clock).register(javalin.routes);
            new DigestPages(backends, pages, door).register(javalin.routes);
            Sheets sheets = new Sheets(backends, pages, door, javalin.routes);
            WatchFeature.register(sheets);
            ModelsFeature.register(sheets);
            GoldenFeature.register(sheets);
            HouseFeature.register(sheets, backends, clock);
            javalin.routes.get(Pages.BASE, context -> context.redirect(Pages.BASE + "/queue", HttpStatus.SEE_OTHER));
            refusals(javalin.routes);
        });
    }

    /// What the server puts below `/console`.
    public Servlet servlet() {
        return app.javalinServlet();
    }

    /// @param client with a key of the scope `console`; closed by whoever made it
    public Console connect(TouchstoneClient client) {
        backends.connect(client);
        return this;
    }

    private void refusals(RoutesConfig routes) {
        routes.exception(Door.NothingThereException.class, (e, context) -> nothingThere(context));
        routes.exception(ApiException.class, (e, context) -> refused(context, e));
        routes.exception(UnreachableException.class, (e, context) -> away(context));
        routes.exception(Backends.NotReadyException.class, (e, context) -> away(context));
        routes.exception(Exception.class, (e, context) -> {
            log.error("page failed path={}", path(context), e);
            context.status(500);
            door.message(context, null, "Something went wrong", "It was logged. Go back and try again.");
        });
        routes.exception(HttpResponseException.class, (e, context) -> notServed(context, e.getStatus()));
    }

    /// No such page, or a form that is too large.
    private void notServed(Context context, int status) {
        if (status == 404) {
            nothingThere(context);
            return;
        }
        context.status(status);
        door.message(
                context,
                null,
                status == 413 ? "Too large" : "This could not be done",
                "Nothing was done. Go back: what you wrote is still there.");
    }

    /// As it is registered: what stands in its place may be the token of a link.
    private static String path(Context context) {
        return context.endpoint().path;
    }

    private void nothingThere(Context context) {
        context.status(404);
        door.message(
                context,
                null,
                "There is nothing here",
                "The page does not exist, or it is of a pipeline or a kind that you may not see.");
    }

    private void refused(Context context, ApiException e) {
        // What the policy said a moment ago, it says no more: the backend looked again.
        boolean ownsNoMore = "not-an-owner".equals(e.code());
        if (e.status() == 404 || e.status() == 400 || ownsNoMore) {
            nothingThere(context);
        } else if (e.passing()) {
            away(context);
        } else {
            log.error("backend refused a page path={} code={}", path(context), e.code());
            context.status(e.status() == 422 ? 422 : 500);
            door.message(context, null, "This could not be done", e.problem().detail());
        }
    }

    private void away(Context context) {
        context.status(503);
        context.header("Retry-After", "5");
        door.message(
                context,
                null,
                "Touchstone is not there right now",
                "It may be starting again. Nothing was done. Go back, and try again in a few seconds.");
    }
}
