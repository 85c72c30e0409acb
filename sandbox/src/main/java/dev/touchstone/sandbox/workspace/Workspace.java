package dev.touchstone.sandbox.workspace;

import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// One Slack workspace in memory. Everything in it is touched inside `locked`, so that each API call and each click is
/// one step, as it is for Slack's users. Nothing waits while holding the lock.
public final class Workspace {
    private final Seed seed;
    private final InstantSource clock;
    private final Directory directory;
    private final Channels channels;
    private final Changes changes = new Changes();
    private final Messages messages;
    private final ReentrantLock lock = new ReentrantLock();

    public Workspace(Seed seed, InstantSource clock) {
        this.seed = seed;
        this.clock = clock;
        this.directory = new Directory(seed);
        this.channels = new Channels(seed);
        this.messages = new Messages(seed, new Timestamps(clock), changes);
    }

    public <T> T locked(Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }

    public void lockedRun(Runnable step) {
        lock.lock();
        try {
            step.run();
        } finally {
            lock.unlock();
        }
    }

    public Team team() {
        return seed.team();
    }

    public App app() {
        return seed.app();
    }

    public User bot() {
        return directory.user(seed.app().botUserId());
    }

    public InstantSource clock() {
        return clock;
    }

    public Directory directory() {
        return directory;
    }

    public Channels channels() {
        return channels;
    }

    public Messages messages() {
        return messages;
    }

    public Changes changes() {
        return changes;
    }
}
