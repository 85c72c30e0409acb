package dev.touchstone.console.house;

import dev.touchstone.api.delivery.DeadDelivery;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Page;
import dev.touchstone.console.output.ShownOutput;
import dev.touchstone.console.sheet.Act;
import dev.touchstone.console.sheet.Figures;
import dev.touchstone.console.sheet.Sheet;
import dev.touchstone.console.sheet.Sheets;
import dev.touchstone.console.sheet.Sheets.Told;
import dev.touchstone.console.sheet.Sheets.Visit;
import dev.touchstone.console.web.Forms;
import dev.touchstone.console.web.Place;
import dev.touchstone.console.web.Words;

/// `GET /deliveries` · `POST /deliveries/{id}/replay` · `POST /deliveries/enable`
final class DeliveryPages {
    private static final int SHOWN = 20;

    private DeliveryPages() {}

    static void register(Sheets sheets) {
        sheets.page(Place.DELIVERIES, DeliveryPages::list);
        sheets.act(Place.DELIVERIES, "/deliveries/{id}/replay", visit -> {
            visit.api().deliveries().replayDelivery(visit.id());
            return "/deliveries?replayed=" + visit.id();
        });
        sheets.act(Place.DELIVERIES, "/deliveries/enable", visit -> {
            String pipeline = Forms.field(visit.context(), "pipeline");
            String url = Forms.field(visit.context(), "url");
            visit.api()
                    .deliveries()
                    .enableWebhook(new PipelineName(pipeline == null ? "" : pipeline.strip()), url == null ? "" : url);
            return "/deliveries?enabled=yes";
        });
    }

    private static Told list(Visit visit) {
        Page<DeadDelivery> page = visit.api().deliveries().deadDeliveries(visit.asked("cursor"), SHOWN);
        Sheet sheet = new Sheet();
        if (visit.asked("replayed") != null) {
            sheet.note("It is tried again. If it fails for good, it will stand here anew.");
        }
        if (visit.asked("enabled") != null) {
            sheet.note("The endpoint is called again.");
        }
        sheet.headline(page.items().isEmpty() ? "Everything was delivered" : "Some deliveries were given up");
        page.items().forEach(dead -> one(sheet, dead));
        if (page.nextCursor() != null) {
            sheet.link("/deliveries?cursor=" + page.nextCursor(), "More of them");
        }
        sheet.heading("An endpoint that said 410 Gone")
                .say("It is not called until somebody enables it here.")
                .form(Act.of("/deliveries/enable", "Call it again")
                        .field("pipeline", "Pipeline", "", "")
                        .field("url", "Address", "", "Exactly the callback_url of the pipeline's outputs."));
        return new Told(
                "Deliveries",
                "Webhooks, messages to Slack and other work that was tried again and again and then given up.",
                sheet);
    }

    private static void one(Sheet sheet, DeadDelivery dead) {
        sheet.heading(Words.plain(dead.kind()) + " of " + dead.pipeline())
                .say(dead.tries().lastError())
                .facts(new Figures.Facts()
                        .add("To", dead.target())
                        .add("Carried by", dead.consumer())
                        .add("About", dead.subject())
                        .add("Tried", Figures.many(dead.tries().attempts(), "time", "times"))
                        .add("First", Words.moment(dead.tries().createdAt()))
                        .list())
                .quote("What it says", cut(ShownOutput.pretty(dead.payload())), false)
                .form(Act.of("/deliveries/" + dead.id() + "/replay", "Try again"));
    }

    private static String cut(String text) {
        return text.length() <= 4000 ? text : text.substring(0, text.offsetByCodePoints(0, 2000)) + " …";
    }
}
