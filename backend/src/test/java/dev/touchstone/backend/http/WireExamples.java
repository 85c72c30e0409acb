package dev.touchstone.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.touchstone.api.chat.Query;
import dev.touchstone.api.delivery.Acknowledgement;
import dev.touchstone.api.delivery.DeadDelivery;
import dev.touchstone.api.delivery.Delivery;
import dev.touchstone.api.delivery.DeliveryKind;
import dev.touchstone.api.delivery.LeaseRequest;
import dev.touchstone.api.delivery.Receipt;
import dev.touchstone.api.delivery.RenewRequest;
import dev.touchstone.api.delivery.Renewed;
import dev.touchstone.api.delivery.WebhookEndpoint;
import dev.touchstone.api.golden.GoldenExample;
import dev.touchstone.api.id.OutputId;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.id.ReviewId;
import dev.touchstone.api.id.ReviewerId;
import dev.touchstone.api.output.Attribute;
import dev.touchstone.api.output.BatchLine;
import dev.touchstone.api.output.Context;
import dev.touchstone.api.output.NewOutput;
import dev.touchstone.api.output.OutputReceipt;
import dev.touchstone.api.output.RouteName;
import dev.touchstone.api.output.RouteReason;
import dev.touchstone.api.policy.AuditMode;
import dev.touchstone.api.policy.AuditRules;
import dev.touchstone.api.policy.AuditScore;
import dev.touchstone.api.policy.Budget;
import dev.touchstone.api.policy.JudgeRules;
import dev.touchstone.api.policy.Pipeline;
import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.policy.PolicyPreview;
import dev.touchstone.api.policy.PolicyVersion;
import dev.touchstone.api.policy.Reviewers;
import dev.touchstone.api.policy.Rule;
import dev.touchstone.api.policy.SampleAllocation;
import dev.touchstone.api.policy.SampleAudience;
import dev.touchstone.api.policy.SampleMethod;
import dev.touchstone.api.policy.SamplePlan;
import dev.touchstone.api.policy.Strata;
import dev.touchstone.api.policy.TraceRules;
import dev.touchstone.api.review.ClaimRequest;
import dev.touchstone.api.review.Decision;
import dev.touchstone.api.review.DecisionAction;
import dev.touchstone.api.review.DecisionPage;
import dev.touchstone.api.review.DecisionReason;
import dev.touchstone.api.review.FoundDecision;
import dev.touchstone.api.review.MarkedSources;
import dev.touchstone.api.review.NewDecision;
import dev.touchstone.api.review.OutputPage;
import dev.touchstone.api.review.OutputStatus;
import dev.touchstone.api.review.OutputView;
import dev.touchstone.api.review.Panel;
import dev.touchstone.api.review.PanelStage;
import dev.touchstone.api.review.Review;
import dev.touchstone.api.review.ReviewCounts;
import dev.touchstone.api.review.ReviewDetail;
import dev.touchstone.api.review.ReviewState;
import dev.touchstone.api.review.ReviewSummary;
import dev.touchstone.api.review.UndoRequest;
import dev.touchstone.api.rubric.AttributeLabel;
import dev.touchstone.api.rubric.Rubric;
import dev.touchstone.api.rubric.RubricAnswer;
import dev.touchstone.api.sampling.BudgetStatus;
import dev.touchstone.api.sampling.NewSample;
import dev.touchstone.api.sampling.Sample;
import dev.touchstone.api.sampling.SampleDetail;
import dev.touchstone.api.sampling.SampleMember;
import dev.touchstone.api.sampling.SampleStratum;
import dev.touchstone.api.wire.Health;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.LedgerHead;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Problem;
import dev.touchstone.api.wire.Reviewer;
import dev.touchstone.backend.agent.AgentMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Instances of every wire record: one with all it can hold, one with as little as it may.
final class WireExamples {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Reviewer ANN = new Reviewer(new ReviewerId("slack:U0123"), "Ann");
    private static final Reviewer BOB = Reviewer.of(new ReviewerId("bob@example.org"));

    static final NewOutput OUTPUT = NewOutput.json("invoices", "inv-1", json("{\"total\": \"12.50\"}"))
            .query("Read this invoice")
            .context(Context.ofSources(List.of(
                    new Context.Source("Terms", "https://example.org/terms", "Net 30.", 0.87),
                    new Context.Source(null, null, null, null))))
            .systemPrompt("You read invoices.")
            .attribute("total", TextNode.valueOf("12.50"), 0.93)
            .attribute("vat_id", NullNode.getInstance(), null)
            .attribute("lines", json("{\"value\": 1, \"unit\": \"h\"}"), null)
            .confidence(0.5)
            .cluster("session-7")
            .fewShotIds(List.of("i1", "i2"))
            .model("reader-2")
            .promptVersion("7")
            .stratum("language", "de")
            .occurredAt(NOON)
            .traceUrl("https://example.org/trace/1")
            .metadata("customer", json("{\"id\": 7}"))
            .cluster("conversation-7")
            .callbackUrl("https://example.org/verdicts")
            .build();
    private static final JsonNode CHAT = json("""
            [{"role": "system", "content": "Be brief."},
             {"role": "user", "content": [{"type": "text", "text": "Where is it?"}]},
             {"role": "assistant", "content": null, "tool_calls": [
               {"id": "c1", "type": "function", "function": {"name": "find", "arguments": "{}"}}]},
             {"role": "tool", "tool_call_id": "c1", "content": "here"}]
            """);
    static final NewOutput LEAST_OUTPUT = NewOutput.text("support", "1", "Yes.")
            .context(Context.ofText("All of it."))
            .build();

    private static final SamplePlan PLAN = new SamplePlan(
            "weekly-audit", "weekly", "Europe/Berlin", 200, null, SampleMethod.POISSON, SampleAllocation.NEYMAN, 3);
    private static final NewSample NEW_SAMPLE = NewSample.ofSize("invoices", NOON, NOON.plusSeconds(3600), 100)
            .method(SampleMethod.POISSON)
            .allocation(SampleAllocation.PROPORTIONAL)
            .strata(List.of("language=de"))
            .seed("second look");
    private static final Sample SAMPLE = new Sample(
            "s1",
            new PipelineName("invoices"),
            new Sample.Occasion("weekly-audit", NOON),
            new Sample.Window(NOON, NOON.plusSeconds(3600)),
            new Sample.Asked(SampleMethod.POISSON, SampleAllocation.NEYMAN, 200, null, 3, null),
            2,
            new Sample.Result(1000, 198, "The size does not reach 1 of 7 strata; no figure covers them."),
            new Sample.Order(NOON, "schedule", SampleAudience.BOTH));
    private static final SampleMember MEMBER =
            new SampleMember(new OutputId("o1"), "language=de", 0.01, 0.02, new ReviewId("r1"), true, ReviewState.OPEN);
    private static final BudgetStatus BUDGET = new BudgetStatus(
            new PipelineName("invoices"),
            new BudgetStatus.Shares(200, 60, 120, 20),
            new BudgetStatus.Arrivals(700, 40),
            new BudgetStatus.Chance(0.2, NOON, "Too many."),
            new BudgetStatus.Backlog(300, 1.5));

    static final Policy POLICY = new Policy(
            0.7,
            Policy.MissingConfidence.AUDIT,
            new Rule.Any(List.of(
                    new Rule.Below("total", 0.9),
                    new Rule.All(List.of(new Rule.Missing("vat_id"), new Rule.MissingConfidence("*"))))),
            0.1,
            new AuditRules(AuditMode.ACTIVE, null, 0.3, AuditScore.CONFIDENCE),
            new Strata(List.of("language"), List.of(new Strata.Rate(Map.of("language", "de"), 0.5))),
            "session_id",
            Rubric.DEFAULT,
            new Reviewers("#reviews", List.of(new ReviewerId("slack:U0123")), "S0123"),
            Duration.ofHours(4),
            Duration.ofDays(3),
            Duration.ofDays(90),
            5,
            Duration.ofMinutes(1),
            List.of(PLAN),
            new Budget(200, 0.3, 20, 0.1),
            new JudgeRules(0.2, 0.6, false, 0.1, 3),
            CommitteeWireExamples.CHECK_RULES,
            PolicyWireExamples.COMMITTEE,
            PolicyWireExamples.DRIFT,
            PolicyWireExamples.GOLDEN,
            PolicyWireExamples.DIGEST,
            PolicyWireExamples.REMINDERS,
            PolicyWireExamples.OVERLAP,
            PolicyWireExamples.ADVICE,
            FeedbackWireExamples.RULES,
            PolicyWireExamples.TRACES,
            ErasureWireExamples.RULES);

    private static final PolicyVersion VERSION = new PolicyVersion(2, NOON, "slack:U0123", "More audits", POLICY);
    private static final PolicyPreview PREVIEW = new PolicyPreview(
            new PipelineName("invoices"),
            2,
            new PolicyPreview.Tried(NOON, NOON.plusSeconds(3600), 1204, true),
            new PolicyPreview.Effect(318, 60, 0.05),
            new PolicyPreview.Effect(212, 60, 0.05),
            106,
            "Of the 1,204 outputs of the last 7 days, 212 instead of 318 would have been reviewed.",
            List.of("A note."));

    static final NewDecision DECISION = new NewDecision(
            ANN,
            DecisionAction.REJECT,
            3,
            TextNode.valueOf("No."),
            Map.of("total", IntNode.valueOf(13)),
            new DecisionReason("wrong_source", 2, 1),
            Map.of("correct", RubricAnswer.FAIL, "tone", RubricAnswer.NA),
            Map.of("total", AttributeLabel.WRONG),
            "See the terms.",
            4.5,
            false,
            2);

    static final MarkedSources MARKED = new MarkedSources(
            new MarkedSources.Marked(2, "https://help.example/old", "Old terms"),
            new MarkedSources.Marked(1, "sha", null));

    private static final Decision SETTLED = new Decision(
            "d1",
            new ReviewId("r1"),
            4,
            DecisionAction.EDIT,
            ANN,
            NOON,
            new Decision.Correction(TextNode.valueOf("No."), Map.of("vat_id", NullNode.getInstance())),
            new Decision.Said(
                    "stale_source",
                    MARKED,
                    Map.of("correct", RubricAnswer.PASS),
                    Map.of("total", AttributeLabel.CORRECT),
                    "note",
                    2.0));
    private static final Decision PLAIN = new Decision(
            "d2",
            new ReviewId("r1"),
            1,
            DecisionAction.APPROVE,
            BOB,
            NOON,
            new Decision.Correction(null, Map.of()),
            new Decision.Said(null, null, Map.of(), Map.of(), null, null));
    private static final Review OPEN = new Review(
            new ReviewId("r1"),
            new PipelineName("invoices"),
            new OutputId("o1"),
            new Review.Standing(ReviewState.OPEN, 0),
            new Review.Asked(List.of(RouteReason.RANDOM_AUDIT), true, 0),
            new Review.Times(NOON, NOON),
            null,
            null,
            null);
    private static final Panel PANEL = new Panel(
            2,
            2,
            PanelStage.ADJUDICATION,
            0.1,
            List.of(
                    new Panel.Opinion(
                            DecisionAction.REJECT,
                            "wrong",
                            "The sum is another.",
                            TextNode.valueOf("12"),
                            Map.of("total", IntNode.valueOf(12)),
                            Map.of("total", AttributeLabel.WRONG)),
                    new Panel.Opinion(DecisionAction.APPROVE, null, null, null, Map.of(), Map.of())));
    private static final Review DIFFERING = new Review(
            new ReviewId("r1"),
            new PipelineName("invoices"),
            new OutputId("o1"),
            new Review.Standing(ReviewState.OPEN, 2, PANEL),
            new Review.Asked(List.of(RouteReason.RANDOM_AUDIT), true, 0),
            new Review.Times(NOON, NOON),
            null,
            null,
            null);
    private static final Review DECIDED = new Review(
            new ReviewId("r1"),
            new PipelineName("invoices"),
            new OutputId("o1"),
            new Review.Standing(ReviewState.DECIDED, 4),
            new Review.Asked(List.of(RouteReason.LOW_CONFIDENCE, RouteReason.ATTRIBUTE_RULE), false, 0.25),
            new Review.Times(NOON, NOON),
            new Review.Claim(BOB, NOON, NOON),
            SETTLED,
            null);
    private static final OutputReceipt RECEIPT = new OutputReceipt(
            new OutputId("o1"),
            "inv-1",
            RouteName.TO_REVIEW,
            List.of(RouteReason.LOW_CONFIDENCE),
            1,
            2,
            new ReviewId("r1"));
    private static final OutputReceipt APPROVED =
            new OutputReceipt(new OutputId("o2"), "inv-2", RouteName.AUTO_APPROVE, List.of(), 0.05, 2, null);
    private static final OutputView VIEW = new OutputView(
            new OutputId("o1"),
            new PipelineName("invoices"),
            "inv-1",
            NOON,
            OutputStatus.DECIDED,
            new OutputView.Routed(RouteName.TO_REVIEW, List.of(RouteReason.LOW_CONFIDENCE), 1, 2, "language=de"),
            OUTPUT,
            new ReviewId("r1"),
            SETTLED);
    private static final OutputView EXPIRED = new OutputView(
            new OutputId("o2"),
            new PipelineName("invoices"),
            "inv-2",
            NOON,
            OutputStatus.AUTO_APPROVED,
            new OutputView.Routed(RouteName.CHECKING, List.of(), 0.05, 2, "all", CommitteeWireExamples.CHECK),
            null,
            null,
            null);
    private static final Problem PROBLEM = Problem.of(422, "invalid-body", "Invalid value", "Field /x is wrong.")
            .withErrors(List.of(new Problem.FieldError("/x", "is wrong")))
            .withContext(json("{\"winner\": \"Ann\"}"));
    private static final DeadDelivery DEAD = new DeadDelivery(
            "l3",
            "channel",
            "notice",
            new PipelineName("p"),
            "#reviews",
            "r",
            json("[]"),
            new DeadDelivery.Tries(10, NOON, "gone"));
    private static final Delivery DELIVERY = new Delivery(
            "l1",
            DeliveryKind.REVIEW_OPENED,
            new PipelineName("invoices"),
            "#reviews",
            "r1",
            json("{\"a\": 1}"),
            1,
            NOON,
            NOON);
    private static final ReviewSummary SUMMARY = new ReviewSummary(DECIDED, "Read", "12.50", 0.5);
    private static final GoldenExample GOLDEN = new GoldenExample(
            "g1",
            new PipelineName("invoices"),
            TextNode.valueOf("Read this"),
            Context.ofText("All of it."),
            "You read.",
            TextNode.valueOf("12.5"),
            TextNode.valueOf("12.50"),
            new GoldenExample.Lineage(
                    new OutputId("o1"),
                    "inv-1",
                    new ReviewId("r1"),
                    "d1",
                    DecisionAction.EDIT,
                    "slack:U0123",
                    "reader-2",
                    "7"),
            NOON);

    private static final FoundDecision FOUND = new FoundDecision(
            SETTLED,
            true,
            new PipelineName("support"),
            new OutputId("o1"),
            "ticket-81231",
            "mistral-small",
            "v13",
            "language=de",
            List.of(RouteReason.RANDOM_AUDIT));

    /// By the name of the schema.
    static final Map<String, List<Object>> BY_SCHEMA = joined(Map.ofEntries(
            Map.entry("NewOutput", List.of(OUTPUT, LEAST_OUTPUT)),
            Map.entry("Policy", List.of(POLICY, Policy.DEFAULT)),
            Map.entry("NewDecision", List.of(DECISION, NewDecision.approve(BOB, 0, null))),
            Map.entry("UndoRequest", List.of(new UndoRequest(ANN, 4, "Wrong button."), new UndoRequest(BOB, 0, null))),
            Map.entry("ClaimRequest", List.of(new ClaimRequest(ANN, Duration.ofMinutes(5), BOB), ClaimRequest.of(BOB))),
            Map.entry(
                    "LeaseRequest",
                    List.of(
                            new LeaseRequest("bot", 5, Duration.ofSeconds(1), Duration.ofSeconds(30)),
                            Json.read("{\"consumer\": \"bot\"}", LeaseRequest.class))),
            Map.entry("RenewRequestLease", List.of(new RenewRequest.Lease("d1", 2))),
            Map.entry("Renewed", List.of(new Renewed(List.of("d1")), new Renewed(List.of()))),
            Map.entry(
                    "RenewRequest",
                    List.of(
                            new RenewRequest(List.of(new RenewRequest.Lease("d1", 2)), Duration.ofSeconds(10)),
                            Json.read("{\"leases\": [{\"id\": \"d1\", \"attempt\": 1}]}", RenewRequest.class))),
            Map.entry(
                    "Acknowledgement",
                    List.of(
                            Acknowledgement.delivered(DELIVERY, new Receipt("C1", "1.2")),
                            Acknowledgement.retry(DELIVERY, "rate limited", Duration.ofMillis(500)),
                            Acknowledgement.giveUp(DELIVERY, "no such channel"))),
            Map.entry("WebhookEndpoint", List.of(new WebhookEndpoint("invoices", "https://example.org/verdicts"))),
            Map.entry("Query", List.of(Query.of("May I?"), new Query(CHAT))),
            Map.entry("Context", List.of(Context.ofText("All"), Context.ofSources(List.of()))),
            Map.entry(
                    "Attribute",
                    List.of(
                            Attribute.of(NullNode.getInstance()),
                            new Attribute(IntNode.valueOf(3), 1.0),
                            Attribute.of(json("{\"value\": 1, \"confidence\": 9}")))),
            Map.entry("Rule", List.of(new Rule.Missing("vat_id"), new Rule.MissingConfidence("*"))),
            Map.entry("OutputReceipt", List.of(RECEIPT, APPROVED)),
            Map.entry("OutputView", List.of(VIEW, EXPIRED)),
            Map.entry("OutputPageTotal", List.of(new OutputPage.Total(1000, true), new OutputPage.Total(12, false))),
            Map.entry(
                    "OutputPage",
                    List.of(
                            new OutputPage(List.of(VIEW), "o1", NOON, new OutputPage.Total(1000, true)),
                            new OutputPage(List.of(), null, null, null))),
            Map.entry("FoundDecision", List.of(FOUND)),
            Map.entry("DecisionPageTotal", List.of(new DecisionPage.Total(12, false))),
            Map.entry(
                    "DecisionPage",
                    List.of(
                            new DecisionPage(List.of(FOUND), "d1", NOON, new DecisionPage.Total(12, false)),
                            new DecisionPage(List.of(), null, null, null))),
            Map.entry("BatchLine", List.of(new BatchLine(1, 201, RECEIPT, null), new BatchLine(2, 422, null, PROBLEM))),
            Map.entry("Problem", List.of(PROBLEM, Problem.of(404, "unknown-path", "Not found", "Look elsewhere."))),
            Map.entry("Review", List.of(OPEN, DECIDED, DIFFERING)),
            Map.entry("ReviewCounts", List.of(new ReviewCounts(12, 3, 1))),
            Map.entry("Panel", List.of(PANEL, PANEL.showing(List.of()))),
            Map.entry("PanelOpinion", List.copyOf(PANEL.opinions())),
            Map.entry("ReviewDetail", List.of(detail(), new ReviewDetail(OPEN, EXPIRED, POLICY, List.of(), List.of()))),
            Map.entry("ReviewSummary", List.of(SUMMARY, new ReviewSummary(OPEN, null, null, null))),
            Map.entry("Decision", List.of(SETTLED, PLAIN)),
            Map.entry("MarkedSources", List.of(MARKED, MarkedSources.NONE)),
            Map.entry("MarkedSourcesMarked", List.of(new MarkedSources.Marked(1, "sha", null))),
            Map.entry("DecisionReason", List.of(DecisionReason.of("wrong"), new DecisionReason("stale_source", 2, 1))),
            Map.entry(
                    "Delivery",
                    List.of(
                            DELIVERY,
                            new Delivery(
                                    "l2",
                                    DeliveryKind.NOTICE,
                                    new PipelineName("p"),
                                    null,
                                    "r",
                                    json("[]"),
                                    2,
                                    NOON,
                                    NOON))),
            Map.entry(
                    "DeadDelivery",
                    List.of(
                            DEAD,
                            new DeadDelivery(
                                    "l4",
                                    "judge",
                                    "judgment.requested",
                                    new PipelineName("p"),
                                    null,
                                    "o",
                                    json("{}"),
                                    new DeadDelivery.Tries(3, NOON, null)))),
            Map.entry("GoldenExample", List.of(GOLDEN)),
            Map.entry(
                    "Pipeline",
                    List.of(
                            new Pipeline(new PipelineName("invoices"), 2, POLICY, NOON, "config"),
                            new Pipeline(
                                    new PipelineName("invoices"),
                                    2,
                                    POLICY,
                                    NOON,
                                    "config",
                                    List.of("The action will fail.")))),
            Map.entry(
                    "NewSample", List.of(NEW_SAMPLE, NewSample.ofSize("invoices", NOON, NOON.plusSeconds(3600), 100))),
            Map.entry(
                    "SampleDetail",
                    List.of(new SampleDetail(
                            SAMPLE,
                            List.of(new SampleStratum("language=de", 1000, 200, 198, 0.2, 0.2)),
                            new SampleDetail.Progress(100, 90, 6, 2)))),
            Map.entry("SamplePage", List.of(new Page<>(List.of(SAMPLE), "s1"))),
            Map.entry(
                    "SampleMemberPage",
                    List.of(new Page<>(
                            List.of(
                                    MEMBER,
                                    new SampleMember(new OutputId("o2"), "language=fr", 0.5, 1, null, false, null)),
                            null))),
            Map.entry("BudgetStatus", List.of(BUDGET)),
            Map.entry(
                    "AuditRules",
                    List.of(
                            new AuditRules(AuditMode.ACTIVE, 0.1, 0.3, AuditScore.JUDGE),
                            Json.read("{}", AuditRules.class))),
            Map.entry("Budget", List.of(new Budget(200, 0.3, 20))),
            Map.entry("SamplePlan", List.of(PLAN)),
            Map.entry("Sample", List.of(SAMPLE)),
            Map.entry("SampleMember", List.of(MEMBER)),
            Map.entry("SampleStratum", List.of(new SampleStratum("all", 10, 5, 5, 0.5, 0.6))),
            Map.entry("SampleDetailProgress", List.of(new SampleDetail.Progress(1, 2, 3, 4))),
            Map.entry("LedgerHead", List.of(new LedgerHead(1204, "5f0c".repeat(16), "1204:" + "5f0c".repeat(16)))),
            Map.entry(
                    "Health",
                    List.of(Health.OK, new Health("ok", List.of("The judge has finished nothing for 20 minutes.")))),
            Map.entry("ReviewSummaryPage", List.of(new Page<>(List.of(SUMMARY), "abc"))),
            Map.entry("GoldenExamplePage", List.of(new Page<>(List.of(GOLDEN), null))),
            Map.entry("PolicyVersionPage", List.of(new Page<>(List.of(VERSION), "1"))),
            Map.entry("PolicyVersion", List.of(VERSION, new PolicyVersion(1, NOON, "config", null, Policy.DEFAULT))),
            Map.entry("PolicyPreview", List.of(PREVIEW)),
            Map.entry("PolicyPreviewEffect", List.of(PREVIEW.now())),
            Map.entry("PipelinePage", List.of(new Page<Pipeline>(List.of(), null))),
            Map.entry("DeadDeliveryPage", List.of(new Page<>(List.of(DEAD), "l3")))));

    /// What is sent to the server, each with all it can hold.
    static final List<Object> REQUESTS = List.of(
            new WebhookEndpoint("invoices", "https://example.org/verdicts"),
            SessionWireExamples.WISH,
            ErasureWireExamples.ERASURE,
            ErasureWireExamples.HOLD,
            SessionWireExamples.PRESENTED,
            SessionWireExamples.NEW_KEY,
            QualityWireExamples.APPLY,
            QualityWireExamples.RESCORE,
            QualityWireExamples.APPLY_RESCORED,
            AlarmWireExamples.COMMAND,
            GoldenWireExamples.ACT,
            GoldenWireExamples.NEW_VERSION,
            GoldenWireExamples.EXAMPLES_WANTED,
            FeedbackWireExamples.EVENT,
            FeedbackWireExamples.REQUEST,
            FeedbackWireExamples.WISH,
            FeedbackWireExamples.PRESSED,
            OUTPUT,
            POLICY,
            DECISION,
            new UndoRequest(ANN, 4, "Wrong button."),
            new ClaimRequest(ANN, Duration.ofMinutes(5), BOB),
            new LeaseRequest("bot", 5, Duration.ofSeconds(1), Duration.ofSeconds(30)),
            new RenewRequest(List.of(new RenewRequest.Lease("d1", 2)), Duration.ofSeconds(10)),
            new Acknowledgement(1, false, new Receipt("C1", "1.2"), "gone", Duration.ofSeconds(1), false));

    private WireExamples() {}

    private static Map<String, List<Object>> joined(Map<String, List<Object>> others) {
        Map<String, List<Object>> all = new HashMap<>(others);
        all.putAll(QualityWireExamples.bySchema());
        all.putAll(JudgeWireExamples.bySchema());
        all.putAll(CommitteeWireExamples.bySchema());
        all.putAll(PolicyWireExamples.bySchema());
        all.putAll(AlarmWireExamples.bySchema());
        all.putAll(ActionWireExamples.bySchema());
        all.putAll(ReportWireExamples.bySchema());
        all.putAll(SessionWireExamples.bySchema());
        all.putAll(ErasureWireExamples.bySchema());
        all.putAll(GoldenWireExamples.bySchema());
        all.putAll(FeedbackWireExamples.bySchema());
        all.putAll(AdviceWireExamples.bySchema());
        all.putAll(ExperimentWireExamples.bySchema());
        all.put("TraceRules", List.of(PolicyWireExamples.TRACES, TraceRules.DEFAULT));
        all.put(
                "AgentMessage",
                List.of(
                        new AgentMessage("2.0", IntNode.valueOf(1), "tools/call", json("{\"name\": \"get_verdict\"}")),
                        new AgentMessage("2.0", null, "notifications/initialized", null)));
        return Map.copyOf(all);
    }

    static List<Object> of(String schema) {
        return BY_SCHEMA.getOrDefault(schema, List.of());
    }

    private static ReviewDetail detail() {
        return new ReviewDetail(DECIDED, VIEW, POLICY, List.of(PLAIN, SETTLED), List.of(new Receipt("C1", "1.2")));
    }

    private static JsonNode json(String text) {
        return Json.read(text, JsonNode.class);
    }
}
