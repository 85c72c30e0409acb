package dev.touchstone.app;

import dev.touchstone.api.policy.Policy;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.config.ConfigException;
import dev.touchstone.backend.keys.Secrets;
import dev.touchstone.backend.pipeline.PipelineFile;
import dev.touchstone.bot.BotConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The options every command shares, and what they lead to.
final class Settings {
    @Option(
            names = "--config",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Folder of touchstone.yaml and pipelines.yaml (default: config).")
    private @Nullable Path folder;

    BackendConfig backend() {
        return BackendConfig.load(folder().resolve("touchstone.yaml"), System.getenv());
    }

    /// @throws ConfigException listing every error, such as a token that is not set
    BotConfig bot() {
        return BotSection.load(folder().resolve("touchstone.yaml"), System.getenv());
    }

    Map<String, Policy> pipelines() {
        return PipelineFile.read(folder().resolve("pipelines.yaml"));
    }

    /// The default one need not be there: then every setting has its default. One that was named must be.
    ///
    /// @throws ConfigException when it is not
    private Path folder() {
        if (folder == null) {
            return Path.of("config");
        }
        if (!Files.isDirectory(folder)) {
            throw new ConfigException(
                    List.of("--config " + folder + " is no folder; name the one that holds touchstone.yaml"));
        }
        return folder;
    }

    /// @throws ConfigException when `TOUCHSTONE_SECRET` is missing or weak: there is no default
    Secrets secrets() {
        try {
            return Secrets.from(System.getenv());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(List.of(String.valueOf(e.getMessage())));
        }
    }
}
