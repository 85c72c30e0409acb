package dev.touchstone.app;

import dev.touchstone.backend.Backend;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `touchstone serve`: runs until it is told to stop, then finishes what was accepted.
@Command(name = "serve", description = "Runs the backend.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private final Settings settings = new Settings();

    @Override
    public Integer call() throws InterruptedException {
        Backend backend = new Backend(settings.backend(), settings.secret(), InstantSource.system());
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            backend.close();
                            stopped.countDown();
                        },
                        "stop"));
        backend.start(settings.pipelines());
        System.out.println("Touchstone listens on " + backend.url() + " (API: " + backend.url() + "/docs)");
        stopped.await();
        return 0;
    }
}
