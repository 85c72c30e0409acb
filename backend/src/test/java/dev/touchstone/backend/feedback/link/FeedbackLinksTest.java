package dev.touchstone.backend.feedback.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.feedback.FeedbackLink;
import dev.touchstone.api.feedback.LinkFeedback;
import dev.touchstone.api.feedback.NewFeedbackLink;
import dev.touchstone.backend.feedback.work.FeedbackBench;
import dev.touchstone.backend.testing.EveryDatabase;
import dev.touchstone.backend.testing.Workbench;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

class FeedbackLinksTest {
    private static final LinkConfig CONFIG = new LinkConfig("https://feedback.example.org/", List.of(), 60);

    private static FeedbackLinks links(Workbench bench, FeedbackBench feedback) {
        return new FeedbackLinks(
                CONFIG,
                List.of("a key of thirty-two bytes, random".getBytes(StandardCharsets.UTF_8)),
                bench.clock,
                bench.pipelines,
                feedback.intake);
    }

    private static LinkFeedback thumb(String value, @Nullable String comment) {
        return new LinkFeedback(FeedbackKind.THUMB, TextNode.valueOf(value), comment, null, null);
    }

    @EveryDatabase
    void oneLinkCountsOnceHoweverOftenItIsPressed(Workbench bench) {
        bench.pipeline("p", "{}");
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            FeedbackLinks links = links(bench, feedback);
            FeedbackLink link = links.make(NewFeedbackLink.thumb("p", "a"));
            LinkToken token = ((FeedbackLinks.Link.Open) links.look(link.token())).token();

            assertThat(link.url()).isEqualTo("https://feedback.example.org/f/" + link.token());
            assertThat(links.use(token, thumb("down", null))).isEqualTo(new FeedbackLinks.Use.Taken());
            assertThat(links.use(token, thumb("down", null))).isEqualTo(new FeedbackLinks.Use.Known());
            assertThat(links.use(token, thumb("up", null))).isEqualTo(new FeedbackLinks.Use.Used());
            assertThat(links.use(token, new LinkFeedback(FeedbackKind.COPY, null, null, null, null)))
                    .isEqualTo(new FeedbackLinks.Use.OtherKind(token));
            assertThat(bench.count("feedback_event")).isEqualTo(1);
        }
    }

    @EveryDatabase
    void aLinkHoldsForThreeDaysAndNoLonger(Workbench bench) {
        bench.pipeline("p", "{}");
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            FeedbackLinks links = links(bench, feedback);
            FeedbackLink link = links.make(NewFeedbackLink.thumb("p", "a"));

            bench.clock.advance(Duration.ofDays(3).minusSeconds(1));
            assertThat(links.look(link.token())).isInstanceOf(FeedbackLinks.Link.Open.class);
            bench.clock.advance(Duration.ofSeconds(1));
            assertThat(links.look(link.token())).isEqualTo(new FeedbackLinks.Link.Expired());
            assertThat(links.look(link.token().substring(1))).isEqualTo(new FeedbackLinks.Link.Unknown());
        }
    }

    @EveryDatabase
    void twoLinksOfOneOutputAreTwoVoices(Workbench bench) {
        bench.pipeline("p", "{\"audit_rate\": 0, \"feedback\": {\"review_below\": 0}}");
        try (FeedbackBench feedback = new FeedbackBench(bench)) {
            FeedbackLinks links = links(bench, feedback);
            var output = feedback.output("a");
            for (int i = 0; i < 2; i++) {
                FeedbackLink link = links.make(NewFeedbackLink.thumb("p", "a"));
                var unused =
                        links.use(((FeedbackLinks.Link.Open) links.look(link.token())).token(), thumb("down", "No."));
            }
            feedback.count();

            assertThat(feedback.signal(output.id(), "voices")).isEqualTo("2");
        }
    }
}
