package dev.touchstone.bot.home;

import com.slack.api.bolt.App;
import dev.touchstone.api.client.ApiException;
import dev.touchstone.api.client.TouchstoneClient;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.output.Population;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.api.review.RequestedReview;
import dev.touchstone.api.review.ReviewRequest;
import dev.touchstone.bot.card.home.HelpMessage;
import dev.touchstone.bot.card.home.RequestMessage;
import dev.touchstone.bot.card.kit.ActionIds;
import dev.touchstone.bot.card.kit.Message;
import dev.touchstone.bot.card.kit.Refusal;
import dev.touchstone.bot.card.review.FindMessage;
import dev.touchstone.bot.people.Admission;
import dev.touchstone.bot.people.People;
import dev.touchstone.bot.talk.Click;
import dev.touchstone.bot.talk.Errands;
import dev.touchstone.bot.talk.Teller;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/review request ‹id› [why]`, and the button of `/review find`: people look at an output that nothing
/// sent to them. Only for reviewers of the pipeline.
final class RequestCommand {
    private static final int MOST_NOTE = 3000;

    private final TouchstoneClient client;
    private final People people;
    private final Admission admission;
    private final OwnQueue queue;
    private final Errands errands;
    private final Teller teller;

    RequestCommand(TouchstoneClient client, People people, Admission admission, Errands errands, Teller teller) {
        this.client = client;
        this.people = people;
        this.admission = admission;
        this.queue = new OwnQueue(client, admission);
        this.errands = errands;
        this.teller = teller;
    }

    void register(App app) {
        app.blockAction(ActionIds.REQUEST_REVIEW, (request, context) -> {
            Click click = Click.of(request.getPayload());
            OutputId output =
                    new OutputId(request.getPayload().getActions().getFirst().getValue());
            errands.run("request", click, () -> teller.tell(click, asked(click, output, null)));
            return context.ack();
        });
    }

    /// @param argument an id, and why
    Message request(Click click, String argument) {
        String[] words = argument.split("\\s+", 2);
        if (words[0].isEmpty()) {
            return HelpMessage.of();
        }
        @Nullable String note = words.length > 1 ? words[1].strip() : null;
        return found(click, words[0])
                .map(output -> asked(click, output, note))
                .orElseGet(() -> FindMessage.nothing(words[0]));
    }

    /// By the id that its pipeline gave it, of the asker's own pipelines first, or by ours.
    private Optional<OutputId> found(Click click, String id) {
        List<OutputView> named = client.outputsNamed(id);
        if (named.isEmpty()) {
            return ReviewCommand.ours(id) ? Optional.of(new OutputId(id)) : Optional.empty();
        }
        var own = queue.own(click.user()).names();
        return Optional.of(named.stream()
                .filter(output -> own.contains(output.pipeline()))
                .findFirst()
                .orElse(named.getFirst())
                .id());
    }

    private Message asked(Click click, OutputId id, @Nullable String note) {
        if (note != null && note.length() > MOST_NOTE) {
            return Refusal.invalid("Say why in at most 3,000 characters; these were " + note.length() + ".");
        }
        OutputView output;
        try {
            output = client.output(id);
        } catch (ApiException e) {
            if (e.status() != 404) {
                throw e;
            }
            return FindMessage.nothing(id.value());
        }
        PipelineName pipeline = output.pipeline();
        Policy policy = client.pipeline(Population.pipelineOf(pipeline).value()).policy();
        return admission
                .barrier(click.user(), policy.reviewers())
                .map(barrier -> Refusal.mayNotAct(pipeline, barrier))
                .orElseGet(() -> opened(id, new ReviewRequest(people.reviewer(click.user()), note)));
    }

    /// What the output's standing forbids is told in the words of the API.
    private Message opened(OutputId id, ReviewRequest wish) {
        try {
            RequestedReview review = client.requestReview(id, wish);
            return review.opened() ? RequestMessage.opened() : RequestMessage.open();
        } catch (ApiException e) {
            if (e.status() != 409) {
                throw e;
            }
            return Refusal.invalid(e.problem().detail());
        }
    }
}
