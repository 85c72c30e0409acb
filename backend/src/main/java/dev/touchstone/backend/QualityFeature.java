package dev.touchstone.backend;

import dev.touchstone.backend.audit.AuditPlans;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.judge.check.SelfCheckQueue;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.quality.AlarmForecast;
import dev.touchstone.backend.quality.Observations;
import dev.touchstone.backend.quality.QualityRoutes;
import dev.touchstone.backend.quality.QualitySnapshot;
import dev.touchstone.backend.quality.ReviewNeedsRoutes;
import dev.touchstone.backend.quality.TargetReport;
import dev.touchstone.backend.quality.TargetRoutes;
import dev.touchstone.backend.quality.agreement.Agreement;
import dev.touchstone.backend.quality.agreement.AgreementRoutes;
import dev.touchstone.backend.quality.audit.AuditAdviceRoutes;
import dev.touchstone.backend.quality.audit.AuditAdvisor;
import dev.touchstone.backend.quality.audit.AuditPlanner;
import dev.touchstone.backend.quality.calibration.CalibrationRoutes;
import dev.touchstone.backend.quality.calibration.JudgeCalibration;
import dev.touchstone.backend.quality.certificate.BatchCertification;
import dev.touchstone.backend.quality.certificate.CertificateRoutes;
import dev.touchstone.backend.quality.check.CheckCalibrator;
import dev.touchstone.backend.quality.check.SelfCheckRoutes;
import dev.touchstone.backend.quality.feedback.FeedbackWorth;
import dev.touchstone.backend.quality.feedback.FeedbackWorthRoutes;
import dev.touchstone.backend.quality.retrieval.RetrievalFindings;
import dev.touchstone.backend.quality.retrieval.RetrievalRoutes;
import dev.touchstone.backend.quality.threshold.RescoredAdvisor;
import dev.touchstone.backend.quality.threshold.RescoredRoutes;
import dev.touchstone.backend.quality.threshold.ThresholdAdvisor;
import dev.touchstone.backend.quality.threshold.ThresholdRoutes;
import dev.touchstone.backend.quality.truth.ReviewerTruth;
import dev.touchstone.backend.schedule.Task;
import dev.touchstone.backend.store.Database;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Wires the reports on quality: they read what the other features have written.
final class QualityFeature {
    private final List<Endpoint> endpoints = new ArrayList<>();

    private final AuditPlanner planner;
    private final CheckCalibrator calibrator;

    QualityFeature(
            Database database,
            Pipelines pipelines,
            AuditPlans audits,
            AlarmForecast alarms,
            Ledger ledger,
            InstantSource clock,
            SelfCheckQueue selfCheck) {
        Observations observations = new Observations(database);
        QualitySnapshot snapshot = new QualitySnapshot(observations, clock);
        TargetReport seed = new TargetReport(database, observations, clock);
        ThresholdAdvisor advisor = new ThresholdAdvisor(database, observations, pipelines, clock);
        endpoints.addAll(new TargetRoutes(seed, pipelines, clock).endpoints());
        endpoints.addAll(new ReviewNeedsRoutes(observations, pipelines, alarms, clock).endpoints());
        Agreement agreement = new Agreement(database, clock);
        endpoints.addAll(new QualityRoutes(snapshot, new ReviewerTruth(agreement)::of, pipelines, clock).endpoints());
        endpoints.addAll(new AgreementRoutes(agreement, pipelines, clock).endpoints());
        JudgeCalibration calibration = new JudgeCalibration(database, agreement, clock);
        endpoints.addAll(new CalibrationRoutes(calibration, pipelines, clock).endpoints());
        endpoints.addAll(new ThresholdRoutes(advisor, pipelines, clock).endpoints());
        RescoredAdvisor rescored = new RescoredAdvisor(database, observations, pipelines, clock);
        endpoints.addAll(new RescoredRoutes(rescored, pipelines).endpoints());
        BatchCertification certificates = new BatchCertification(database, observations, ledger, clock);
        endpoints.addAll(new CertificateRoutes(certificates, pipelines).endpoints());
        endpoints.addAll(new FeedbackWorthRoutes(new FeedbackWorth(database), pipelines, clock).endpoints());
        RetrievalFindings retrieval = new RetrievalFindings(database, observations, clock);
        endpoints.addAll(new RetrievalRoutes(retrieval, pipelines, clock).endpoints());
        calibrator = new CheckCalibrator(database, pipelines, selfCheck, clock);
        endpoints.addAll(new SelfCheckRoutes(calibrator, pipelines).endpoints());
        planner = new AuditPlanner(database, observations, audits, pipelines, clock);
        endpoints.addAll(new AuditAdviceRoutes(new AuditAdvisor(planner), pipelines).endpoints());
    }

    List<Task> tasks() {
        return List.of(
                new Task("audit-bands", "15 3/10 * * * ?", ZoneOffset.UTC, planner::catchUp),
                new Task("check-calibrations", "45 5/10 * * * ?", ZoneOffset.UTC, calibrator::catchUp));
    }

    List<Endpoint> endpoints() {
        return List.copyOf(endpoints);
    }
}
