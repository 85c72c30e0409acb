package dev.touchstone.backend.golden.dataset;

import dev.touchstone.api.golden.Dataset;
import dev.touchstone.api.golden.DatasetRule;
import dev.touchstone.api.golden.DatasetVersion;
import dev.touchstone.api.golden.LeakReport;
import dev.touchstone.api.golden.NewVersion;
import dev.touchstone.api.golden.VersionComparison;
import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Page;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.http.Call;
import dev.touchstone.backend.http.Endpoint;
import dev.touchstone.backend.http.Types;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.refusal.Refused;
import java.util.ArrayList;
import java.util.List;

/// `GET /v1/datasets` · `PUT|GET /v1/datasets/{name}` · `POST|GET /v1/datasets/{name}/versions` ·
/// `GET /v1/datasets/{name}/versions/{number}[/compare|/leaks]` · `POST /v1/datasets/{name}/versions/{number}/restore`
///
/// A key of one pipeline sees only datasets of that pipeline alone.
public final class DatasetRoutes {
    private static final String NAME = "/v1/datasets/{name}";
    private static final String VERSION = NAME + "/versions/{number}";
    private static final int MOST_VERSIONS = 1_000_000;

    private final Datasets datasets;
    private final Freezing freezing;
    private final Versions versions;
    private final Leaks leaks;
    private final Pipelines pipelines;

    public DatasetRoutes(Datasets datasets, Freezing freezing, Versions versions, Leaks leaks, Pipelines pipelines) {
        this.datasets = datasets;
        this.freezing = freezing;
        this.versions = versions;
        this.leaks = leaks;
        this.pipelines = pipelines;
    }

    public List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>(rules());
        endpoints.addAll(frozen());
        return endpoints;
    }

    private List<Endpoint> rules() {
        return List.of(
                Endpoint.get("/v1/datasets", "listDatasets", "Datasets, in the order of their names.")
                        .scope(Scope.EXPORTS_READ)
                        .paged()
                        .answers(Types.page(Dataset.class))
                        .by(this::list),
                Endpoint.put(NAME, "putDataset", "Defines a dataset, or changes its rule.")
                        .scope(Scope.EXPORTS_WRITE)
                        .takes(DatasetRule.class)
                        .answers(Dataset.class)
                        .by(this::put),
                Endpoint.get(NAME, "getDataset", "A dataset and its rule.")
                        .scope(Scope.EXPORTS_READ)
                        .answers(Dataset.class)
                        .by(this::visible));
    }

    private List<Endpoint> frozen() {
        return List.of(
                Endpoint.post(NAME + "/versions", "freezeVersion", "Freezes what the dataset's rule names now.")
                        .scope(Scope.EXPORTS_WRITE)
                        .takes(NewVersion.class)
                        .answers(201, DatasetVersion.class)
                        .by(this::freeze),
                Endpoint.get(NAME + "/versions", "listVersions", "Versions of a dataset, newest first.")
                        .scope(Scope.EXPORTS_READ)
                        .paged()
                        .answers(Types.page(DatasetVersion.class))
                        .by(this::listVersions),
                Endpoint.get(VERSION, "getVersion", "A version and what is in it.")
                        .scope(Scope.EXPORTS_READ)
                        .answers(DatasetVersion.class)
                        .by(this::version),
                Endpoint.get(VERSION + "/compare", "compareVersions", "What a version has that another has not.")
                        .scope(Scope.EXPORTS_READ)
                        .number("with", 1, MOST_VERSIONS, null, "The number of the version it is compared with.")
                        .answers(VersionComparison.class)
                        .by(this::compare),
                Endpoint.get(VERSION + "/leaks", "versionLeaks", "Whether the sides of a version know each other.")
                        .scope(Scope.EXPORTS_READ)
                        .answers(LeakReport.class)
                        .heavy()
                        .by(this::leaks),
                Endpoint.post(VERSION + "/restore", "restoreVersion", "Freezes an earlier version's items again.")
                        .scope(Scope.EXPORTS_WRITE)
                        .takes(NewVersion.class)
                        .answers(201, DatasetVersion.class)
                        .by(this::restore));
    }

    private Page<Dataset> list(Call call) {
        int limit = call.queryInt("limit", 50, 1, 200);
        List<Dataset> seen = new ArrayList<>();
        String after = call.query("cursor").orElse("");
        List<Dataset> some = datasets.page(after, 200);
        while (!some.isEmpty() && seen.size() <= limit) {
            some.stream().filter(dataset -> sees(call, dataset.rule())).forEach(seen::add);
            some = datasets.page(some.getLast().name(), 200);
        }
        List<Dataset> shown = seen.subList(0, Math.min(limit, seen.size()));
        return new Page<>(shown, seen.size() > limit ? shown.getLast().name() : null);
    }

    private static boolean sees(Call call, DatasetRule rule) {
        return rule.pipelines().stream().allMatch(name -> call.caller().sees(new PipelineName(name)));
    }

    private Dataset put(Call call) {
        String name = call.path("name");
        datasets.find(name).ifPresent(before -> requireSight(call, before));
        DatasetRule rule = call.body(DatasetRule.class);
        for (String pipeline : rule.pipelines()) {
            String detail = "Pipeline '" + pipeline + "' is unknown to this key.";
            call.requireSight(new PipelineName(pipeline), "unknown-pipeline", detail);
            if (pipelines.find(new PipelineName(pipeline)).isEmpty()) {
                throw Refused.unknown("unknown-pipeline", detail);
            }
        }
        return datasets.put(name, rule, call.caller().keyId());
    }

    private Dataset visible(Call call) {
        String name = call.path("name");
        Dataset dataset = datasets.find(name).orElseThrow(() -> Datasets.unknown(name));
        requireSight(call, dataset);
        return dataset;
    }

    private static void requireSight(Call call, Dataset dataset) {
        for (String pipeline : dataset.rule().pipelines()) {
            if (!call.sees(new PipelineName(pipeline))) {
                throw Datasets.unknown(dataset.name());
            }
        }
    }

    private DatasetVersion freeze(Call call) {
        return freezing.freeze(
                visible(call).name(), call.body(NewVersion.class), call.caller().keyId());
    }

    private Page<DatasetVersion> listVersions(Call call) {
        int limit = call.queryInt("limit", 50, 1, 200);
        int before = call.queryInt("cursor", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
        List<DatasetVersion> found = versions.page(visible(call).name(), before, limit + 1);
        List<DatasetVersion> shown = found.subList(0, Math.min(limit, found.size()));
        return new Page<>(
                shown, found.size() > limit ? String.valueOf(shown.getLast().number()) : null);
    }

    /// The version that the path of a call names.
    ///
    /// @throws Refused when there is none for this key
    public DatasetVersion version(Call call) {
        String dataset = visible(call).name();
        int number = number(call);
        DatasetVersion version = versions.find(dataset, number).orElseThrow(() -> Versions.unknown(dataset, number));
        // The rule may have been another's then.
        if (!sees(call, version.rule())) {
            throw Versions.unknown(dataset, number);
        }
        return version;
    }

    private VersionComparison compare(Call call) {
        int with = call.queryInt("with", 0, 1, MOST_VERSIONS);
        if (with == 0) {
            throw Call.badParameter("with", "is required: the number of a version");
        }
        DatasetVersion version = version(call);
        DatasetVersion other = versions.find(version.dataset(), with)
                .filter(found -> sees(call, found.rule()))
                .orElseThrow(() -> Versions.unknown(version.dataset(), with));
        return versions.compare(version.dataset(), other.number(), version.number());
    }

    private LeakReport leaks(Call call) {
        DatasetVersion version = version(call);
        return leaks.report(version.dataset(), version.number());
    }

    private DatasetVersion restore(Call call) {
        DatasetVersion version = version(call);
        return freezing.restore(
                version.dataset(),
                version.number(),
                call.body(NewVersion.class),
                call.caller().keyId());
    }

    private static int number(Call call) {
        String text = call.path("number");
        return text.matches("[1-9][0-9]{0,6}") ? Integer.parseInt(text) : 0;
    }
}
