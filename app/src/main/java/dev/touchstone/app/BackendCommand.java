package dev.touchstone.app;

import dev.touchstone.backend.Backend;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `touchstone backend`: the backend alone.
@Command(name = "backend", description = "Runs the backend alone.", mixinStandardHelpOptions = true)
final class BackendCommand implements Callable<Integer> {
    @Mixin
    private final Settings settings = new Settings();

    @Override
    public Integer call() throws InterruptedException {
        Backend backend = new Backend(settings.backend(), settings.secrets(), InstantSource.system());
        Running running = new Running();
        running.add(backend);
        backend.start(settings.pipelines());
        System.out.println("Touchstone listens on " + backend.url() + " (API: " + backend.url() + "/docs)");
        running.untilTold();
        return 0;
    }
}
