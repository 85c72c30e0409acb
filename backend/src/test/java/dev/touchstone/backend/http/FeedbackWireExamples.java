package dev.touchstone.backend.http;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.feedback.FeedbackClass;
import dev.touchstone.api.feedback.FeedbackEvent;
import dev.touchstone.api.feedback.FeedbackKind;
import dev.touchstone.api.feedback.FeedbackLine;
import dev.touchstone.api.feedback.FeedbackLink;
import dev.touchstone.api.feedback.FeedbackMoment;
import dev.touchstone.api.feedback.FeedbackReceipt;
import dev.touchstone.api.feedback.LinkFeedback;
import dev.touchstone.api.feedback.NewFeedback;
import dev.touchstone.api.feedback.NewFeedbackLink;
import dev.touchstone.api.feedback.OutputFeedback;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.policy.FeedbackRules;
import dev.touchstone.api.quality.FeedbackReport;
import dev.touchstone.api.quality.JudgeReport.Share;
import dev.touchstone.api.quality.QualityScope;
import dev.touchstone.api.review.RequestedReview;
import dev.touchstone.api.review.ReviewRequest;
import dev.touchstone.api.review.Withdrawal;
import dev.touchstone.api.wire.Problem;
import dev.touchstone.api.wire.Range;
import dev.touchstone.api.wire.Reviewer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The part of [WireExamples] about what users do.
final class FeedbackWireExamples {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final FeedbackMoment MOMENT = new FeedbackMoment(NOON, "session-7", 1, 2500L);
    private static final FeedbackReceipt RECEIPT = new FeedbackReceipt("f1", "e1", new OutputId("o1"));
    private static final FeedbackRules.Meaning MEANING =
            new FeedbackRules.Meaning(FeedbackKind.DWELL, 100.0, 2000.0, FeedbackClass.WEAK_NEGATIVE);
    private static final FeedbackRules.QuietHours QUIET =
            new FeedbackRules.QuietHours("22:00", "07:00", "Europe/Berlin");
    private static final FeedbackEvent SAID = new FeedbackEvent(
            "f1",
            "e1",
            FeedbackKind.THUMB,
            0.0,
            "abc",
            new FeedbackEvent.Words("It is wrong.", TextNode.valueOf("No."), "What?"),
            new FeedbackEvent.Times(NOON, NOON));

    static final FeedbackRules RULES = new FeedbackRules(List.of(MEANING), 0.1, 20, QUIET);

    static final NewFeedback EVENT = NewFeedback.of("support", new OutputId("o1"), FeedbackKind.FOLLOW_UP)
            .externalId("answer-7")
            .eventId("e1")
            .actor("user-5")
            .value("And where is that said?")
            .comment("It is wrong.")
            .correction(TextNode.valueOf("No."))
            .moment(MOMENT)
            .build();

    static final Withdrawal WITHDRAWAL =
            new Withdrawal(new Reviewer(new ReviewerId("slack:U1"), "Ann"), "The order was cancelled.");
    static final ReviewRequest REQUEST =
            new ReviewRequest(new Reviewer(new ReviewerId("slack:U1"), "Ann"), "Look at the fee.");

    static final NewFeedbackLink WISH = new NewFeedbackLink(
            "support",
            new OutputId("o1"),
            "answer-7",
            List.of(FeedbackKind.THUMB, FeedbackKind.COPY),
            Duration.ofDays(1));
    static final LinkFeedback PRESSED = new LinkFeedback(
            FeedbackKind.THUMB, TextNode.valueOf("down"), "It is wrong.", TextNode.valueOf("No."), MOMENT);

    private static final QualityScope SCOPE =
            new QualityScope(new PipelineName("support"), NOON.minusSeconds(3600), NOON, null, null, null, null, null);
    private static final Share SHARE = new Share(0.2, new Range(0.1, 0.3, 0.95), 40);
    private static final FeedbackReport.Worth WORTH =
            new FeedbackReport.Worth(10, SHARE, 2.5, true, "worse: 50 % wrong against 20 % of all");
    private static final FeedbackReport.ClassWorth CLASS =
            new FeedbackReport.ClassWorth(FeedbackClass.STRONG_NEGATIVE, 12, WORTH);
    private static final FeedbackReport.KindWorth KIND =
            new FeedbackReport.KindWorth(FeedbackKind.THUMB, FeedbackClass.STRONG_NEGATIVE, WORTH);

    private FeedbackWireExamples() {}

    static Map<String, List<Object>> bySchema() {
        Map<String, List<Object>> all = new HashMap<>(ofRequests());
        all.putAll(ofEvents());
        return all;
    }

    private static Map<String, List<Object>> ofRequests() {
        return Map.of(
                "NewFeedbackLink",
                List.of(WISH, NewFeedbackLink.thumb("support", "answer-7")),
                "FeedbackLink",
                List.of(
                        new FeedbackLink("t", "/f/t", "https://feedback.example.org/f/t", NOON),
                        new FeedbackLink("t", "/f/t", null, NOON)),
                "LinkFeedback",
                List.of(PRESSED, new LinkFeedback(FeedbackKind.COPY, null, null, null, null)),
                "FeedbackReport",
                List.of(
                        new FeedbackReport(
                                SCOPE,
                                100,
                                10,
                                20,
                                SHARE,
                                3,
                                List.of(CLASS),
                                List.of(KIND),
                                List.of("Only audits count.")),
                        new FeedbackReport(SCOPE, 0, 0, 0, null, 0, List.of(), List.of(), List.of())),
                "FeedbackReportClassWorth",
                List.of(CLASS),
                "FeedbackReportKindWorth",
                List.of(KIND),
                "FeedbackReportWorth",
                List.of(WORTH, new FeedbackReport.Worth(0, null, null, false, "no audit yet")),
                "Withdrawal",
                List.of(WITHDRAWAL, new Withdrawal(null, "The customer cancelled.")),
                "ReviewRequest",
                List.of(REQUEST, new ReviewRequest(null, null)),
                "RequestedReview",
                List.of(new RequestedReview(new OutputId("o1"), new ReviewId("r1"), true)));
    }

    private static Map<String, List<Object>> ofEvents() {
        return Map.of(
                "NewFeedback",
                List.of(
                        EVENT,
                        NewFeedback.of("support", new OutputId("o1"), FeedbackKind.COPY)
                                .eventId("e2")
                                .build()),
                "FeedbackMoment",
                List.of(MOMENT, new FeedbackMoment(null, null, null, null)),
                "FeedbackReceipt",
                List.of(RECEIPT, new FeedbackReceipt("f1", "e1", null)),
                "FeedbackLine",
                List.of(
                        new FeedbackLine(1, 201, RECEIPT, null),
                        new FeedbackLine(2, 422, null, Problem.of(422, "invalid", "Invalid", "no"))),
                "FeedbackEvent",
                List.of(
                        SAID,
                        new FeedbackEvent(
                                "f1",
                                "e1",
                                FeedbackKind.COPY,
                                null,
                                null,
                                new FeedbackEvent.Words(null, null, null),
                                new FeedbackEvent.Times(NOON, NOON))),
                "OutputFeedback",
                List.of(
                        new OutputFeedback(
                                new OutputId("o1"), false, FeedbackClass.STRONG_NEGATIVE, 0.0, 1, 1, List.of(SAID)),
                        new OutputFeedback(new OutputId("o1"), true, FeedbackClass.SILENCE, null, 0, 0, List.of())),
                "FeedbackRules",
                List.of(RULES, FeedbackRules.DEFAULT),
                "FeedbackRulesMeaning",
                List.of(MEANING, new FeedbackRules.Meaning(FeedbackKind.COPY, null, null, FeedbackClass.NONE)),
                "FeedbackRulesQuietHours",
                List.of(QUIET));
    }
}
