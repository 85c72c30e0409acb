package dev.touchstone.bot.home;

import com.slack.api.bolt.App;
import com.slack.api.bolt.context.builtin.SlashCommandContext;
import com.slack.api.model.block.LayoutBlock;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.output.Population;
import dev.touchstone.api.policy.Reviewers;
import dev.touchstone.api.report.Digest;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.bot.card.digest.DigestSummary;
import dev.touchstone.bot.card.home.HelpMessage;
import dev.touchstone.bot.card.home.MineMessage;
import dev.touchstone.bot.card.home.StatsMessage;
import dev.touchstone.bot.card.kit.Links;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.Refusal;
import dev.touchstone.bot.card.review.FindMessage;
import dev.touchstone.bot.people.Admission;
import dev.touchstone.bot.talk.Click;
import dev.touchstone.bot.talk.Errands;
import dev.touchstone.bot.talk.Teller;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// `/review next | mine | stats | digest [‹pipeline›] [‹week›] | find ‹id› | request ‹id› [‹why›] |
/// golden [‹pipeline›] | sample ‹n› [‹pipeline›] | console | help`.
final class ReviewCommand {
    private static final Pattern OURS = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final int MOST_FOUND = 3;

    /// The commands that are classes of their own.
    record Parts(SampleCommand samples, GoldenCommand golden, RequestCommand requests, ConsoleCommand console) {}

    private final TouchstoneClient client;
    private final Admission admission;
    private final Sessions sessions;
    private final Parts parts;
    private final OwnQueue queue;
    private final OwnWork work;
    private final Weeks weeks;
    private final Links links;
    private final Errands errands;
    private final Teller teller;
    private final InstantSource clock;

    ReviewCommand(
            TouchstoneClient client,
            Admission admission,
            Sessions sessions,
            Parts parts,
            Links links,
            Errands errands,
            Teller teller,
            InstantSource clock) {
        this.client = client;
        this.admission = admission;
        this.sessions = sessions;
        this.parts = parts;
        this.queue = new OwnQueue(client, admission);
        this.work = new OwnWork(client, clock);
        this.weeks = new Weeks(client, clock);
        this.links = links;
        this.errands = errands;
        this.teller = teller;
        this.clock = clock;
    }

    void register(App app) {
        app.command("/review", (request, context) -> {
            String text = request.getPayload().getText();
            run(Click.of(request.getPayload()), text == null ? "" : text.strip(), context);
            return context.ack();
        });
        parts.golden().register(app);
        parts.requests().register(app);
    }

    private void run(Click click, String text, SlashCommandContext context) {
        String[] words = text.split("\\s+", 2);
        String argument = words.length > 1 ? words[1].strip() : "";
        switch (words[0].toLowerCase(Locale.ROOT)) {
            case "next" -> sessions.start(click);
            case "mine" -> answer(click, context, () -> mine(click));
            case "stats" -> answer(click, context, () -> stats(click));
            case "digest" -> answer(click, context, () -> digest(click, argument));
            case "sample" -> answer(click, context, () -> parts.samples().draw(click, argument));
            case "golden" -> answer(click, context, () -> parts.golden().waiting(click, argument));
            case "request" -> answer(click, context, () -> parts.requests().request(click, argument));
            case "console" -> answer(click, context, () -> parts.console().link(click));
            case "find" -> answer(click, context, () -> find(click, argument));
            case "", "help" -> answer(click, context, HelpMessage::of);
            default -> answer(click, context, () -> HelpMessage.unknown(text));
        }
    }

    private void answer(Click click, SlashCommandContext context, Supplier<Message> answer) {
        errands.run("command", click, () -> {
            Message message = answer.get();
            if (!responded(context, message)) {
                teller.tell(click, message);
            }
        });
    }

    /// Slack refuses an address that was used too often or too late with an answer, not with an error.
    private static boolean responded(SlashCommandContext context, Message message) {
        try {
            return context.respond(respond -> respond.responseType("ephemeral")
                                    .text(message.text())
                                    .blocks(message.blocks()))
                            .getCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private Message mine(Click click) {
        return MineMessage.of(queue.claimed(click.reviewerId()), clock.instant());
    }

    private Message stats(Click click) {
        List<Decision> decisions = work.decisions(click.reviewerId());
        OwnQueue.Own own = queue.own(click.user());
        int waiting = queue.counts(click.reviewerId(), own, null).open();
        return DigestSummary.below(StatsMessage.of(work.stats(decisions, waiting)), weeks.current(own.names()));
    }

    /// Only of pipelines that they review.
    private Message digest(Click click, String argument) {
        Set<PipelineName> pipelines = queue.own(click.user()).names();
        List<Digest> digests = weeks.asked(argument, pipelines);
        return digests.isEmpty()
                ? DigestSummary.nothing(argument.isEmpty() ? "this week" : argument)
                : DigestSummary.of(digests);
    }

    private Message find(Click click, String id) {
        if (id.isEmpty()) {
            return HelpMessage.of();
        }
        return ours(id) ? ours(click, id).orElseGet(() -> named(click, id)) : named(click, id);
    }

    /// Whether it has the form of an id that Touchstone gives.
    static boolean ours(String id) {
        return OURS.matcher(id).matches();
    }

    /// A review or an output by the id that Touchstone gave it.
    private Optional<Message> ours(Click click, String id) {
        return orNone(() -> client.review(new ReviewId(id)))
                .map(detail -> found(click, detail))
                .or(() -> orNone(() -> client.output(new OutputId(id))).map(output -> found(click, output)));
    }

    private static <T> Optional<T> orNone(Supplier<T> look) {
        try {
            return Optional.of(look.get());
        } catch (ApiException e) {
            if (e.status() != 404) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /// By the id that a pipeline gave it. Several may have given the same.
    private Message named(Click click, String id) {
        List<OutputView> outputs = client.outputsNamed(id);
        Set<PipelineName> own = queue.own(click.user()).names();
        List<OutputView> seen = outputs.stream()
                .filter(output -> own.contains(output.pipeline()))
                .toList();
        if (seen.isEmpty()) {
            return outputs.isEmpty() ? FindMessage.nothing(id) : found(click, outputs.getFirst());
        }
        List<LayoutBlock> blocks = new ArrayList<>();
        seen.stream()
                .limit(MOST_FOUND)
                .forEach(output -> blocks.addAll(found(click, output).blocks()));
        if (seen.size() > MOST_FOUND) {
            blocks.addAll(
                    FindMessage.others(seen.subList(MOST_FOUND, seen.size())).blocks());
        }
        return new Message(found(click, seen.getFirst()).text(), blocks);
    }

    private Message found(Click click, OutputView output) {
        return output.reviewId() != null
                ? found(click, client.review(output.reviewId()))
                : seen(
                        click,
                        output.pipeline(),
                        client.pipeline(Population.pipelineOf(output.pipeline()).value())
                                .policy()
                                .reviewers(),
                        () -> FindMessage.output(output, links));
    }

    private Message found(Click click, ReviewDetail detail) {
        return seen(
                click,
                detail.review().pipeline(),
                detail.policy().reviewers(),
                () -> FindMessage.review(detail, links, clock.instant()));
    }

    /// Only reviewers may look into a pipeline from wherever they are.
    private Message seen(Click click, PipelineName pipeline, Reviewers reviewers, Supplier<Message> message) {
        return admission
                .barrier(click.user(), reviewers)
                .map(barrier -> Refusal.mayNotReview(pipeline, barrier))
                .orElseGet(message);
    }
}
