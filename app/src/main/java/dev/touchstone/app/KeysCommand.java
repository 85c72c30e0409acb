package dev.touchstone.app;

import dev.touchstone.api.id.PipelineName;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.keys.ApiKey;
import dev.touchstone.backend.keys.ApiKeys;
import dev.touchstone.backend.keys.RefusedCall;
import dev.touchstone.backend.keys.SecretCheck;
import dev.touchstone.backend.keys.Secrets;
import dev.touchstone.backend.ledger.Ledger;
import dev.touchstone.backend.pipeline.Pipelines;
import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.webhook.Webhooks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `touchstone keys create|list|revoke|webhook|refused`. Works on the database directly, whether or not a server runs.
@Command(name = "keys", description = "Makes, lists and revokes API keys.", mixinStandardHelpOptions = true)
final class KeysCommand {
    private static final int MOST_DAYS = 36_500;

    @Mixin
    private final Settings settings = new Settings();

    @Command(name = "create", description = "Makes a key and prints it, this once.", mixinStandardHelpOptions = true)
    int create(
            @Option(names = "--pipeline", description = "The only pipeline it sees (default: all).") @Nullable
                    String pipeline,
            @Option(
                            names = {"--scopes", "--scope"},
                            split = ",",
                            required = true,
                            description =
                                    "What it may do: outputs:write, outputs:read, feedback:write, reviews:read, reviews:write,"
                                            + " exports:read, alarms:write, samples:write, deliveries, links:write, bot (what the Slack bot needs),"
                                            + " console (what the console needs), admin.")
                    List<String> scopes,
            @Option(names = "--name", defaultValue = "unnamed", description = "What it is for.") String name,
            @Option(names = "--days", description = "How many days it holds (default: for ever).") @Nullable
                    Integer days) {
        if (days != null && (days < 1 || days > MOST_DAYS)) {
            throw new IllegalArgumentException("--days must be from 1 to " + MOST_DAYS + ", was " + days
                    + "; leave it out for a key without an end");
        }
        Set<Scope> set = EnumSet.noneOf(Scope.class);
        scopes.forEach(scope -> set.add(ApiKey.parseScope(scope)));
        Duration lifetime = days == null ? null : Duration.ofDays(days);
        ApiKeys.Created created = withKeys(
                keys -> keys.create(name, pipeline == null ? null : new PipelineName(pipeline), set, lifetime));
        System.err.println("Key " + created.key().id() + " for " + (pipeline == null ? "all pipelines" : pipeline)
                + ", scopes " + created.key().scopes() + ". It is shown only now:");
        System.out.println(created.token());
        if (pipeline != null && !known(new PipelineName(pipeline))) {
            System.err.println("There is no pipeline '" + pipeline
                    + "' yet: declare it in pipelines.yaml, or PUT /v1/pipelines/" + pipeline + ".");
        }
        return 0;
    }

    private boolean known(PipelineName pipeline) {
        try (Database database = Database.open(settings.backend().database())) {
            InstantSource clock = InstantSource.system();
            return new Pipelines(
                            database,
                            new Ledger(database, clock, settings.secrets().ledgerKeys()),
                            clock)
                    .find(pipeline)
                    .isPresent();
        }
    }

    @Command(name = "list", description = "Lists keys, without their secrets.", mixinStandardHelpOptions = true)
    int list() {
        withKeys(keys -> {
            keys.list().forEach(key -> print(key, keys.hangsOnAnEarlierSecret(key)));
            return keys;
        });
        return 0;
    }

    private static void print(ApiKey key, boolean earlierSecret) {
        System.out.printf(
                "%s  %-20s  %-20s  %s  made %s%s%s%s%n",
                key.id(),
                key.name(),
                key.pipeline() == null ? "all pipelines" : key.pipeline(),
                key.scopes(),
                Instant.ofEpochMilli(key.createdAtMs()),
                key.expiresAtMs() == null ? "" : ", expires " + Instant.ofEpochMilli(key.expiresAtMs()),
                key.revokedAtMs() == null ? "" : ", revoked " + Instant.ofEpochMilli(key.revokedAtMs()),
                earlierSecret ? ", under an earlier secret" : "");
    }

    @Command(
            name = "refused",
            description = "Lists calls that were refused in the last thirty days, counted by the minute.",
            mixinStandardHelpOptions = true)
    int refused(
            @Option(names = "--limit", defaultValue = "50", description = "How many lines (default: 50).") int limit) {
        for (RefusedCall call : withKeys(keys -> keys.refusals(limit))) {
            System.out.printf(
                    "%s  %-18s  %-24s  %s  %d%n",
                    Instant.ofEpochMilli(call.minuteMs()), call.actor(), call.operation(), call.why(), call.calls());
        }
        return 0;
    }

    @Command(
            name = "revoke",
            description = "Ends a key; it is refused everywhere within 5 seconds.",
            mixinStandardHelpOptions = true)
    int revoke(@Parameters(paramLabel = "ID", description = "The key's id, from 'keys list'.") String id) {
        boolean revoked = withKeys(keys -> keys.revoke(id));
        System.err.println(revoked ? "Key " + id + " is revoked." : "There is no such key in force: " + id);
        return revoked ? 0 : 1;
    }

    @Command(
            name = "webhook",
            description = "Prints the secret a pipeline verifies the signatures of its webhooks with.",
            mixinStandardHelpOptions = true)
    int webhook(@Parameters(paramLabel = "PIPELINE", description = "The pipeline's name.") String pipeline) {
        System.out.println(Webhooks.signingSecret(settings.secrets(), pipeline));
        return 0;
    }

    private <T> T withKeys(Function<ApiKeys, T> work) {
        InstantSource clock = InstantSource.system();
        try (Database database = Database.open(settings.backend().database())) {
            Secrets secrets = settings.secrets();
            SecretCheck.require(database, secrets);
            Ledger ledger = new Ledger(database, clock, secrets.ledgerKeys());
            return work.apply(new ApiKeys(database, ledger, clock, secrets));
        }
    }
}
