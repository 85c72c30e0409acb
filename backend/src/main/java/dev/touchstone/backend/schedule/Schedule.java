package dev.touchstone.backend.schedule;

import dev.touchstone.backend.store.Database;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs tasks at their times, and each once at the start, because some of its times may have passed while nothing
/// ran. On PostgreSQL several backends share the triggers, so that a time fires on one of them; on SQLite there is
/// one process and the triggers are kept in memory. Started once.
public final class Schedule implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Schedule.class);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

    private final Map<String, Task> tasks;
    private final QuartzSetup setup;
    /// Shared by the tasks that run, taken whole by who closes.
    private final ReentrantReadWriteLock running = new ReentrantReadWriteLock();

    private @Nullable Scheduler scheduler;

    public Schedule(Database database, List<Task> tasks) {
        this.tasks = tasks.stream().collect(Collectors.toMap(Task::name, Function.identity()));
        this.setup = new QuartzSetup(database);
    }

    /// @throws IllegalArgumentException when a cron expression is none
    public void start() {
        try {
            Scheduler started = setup.create();
            scheduler = started;
            started.setJobFactory((bundle, quartz) -> new TaskJob(tasks, running.readLock()));
            for (Task task : tasks.values()) {
                // What has not changed keeps its times: put anew by a node that starts, a time that another one has
                // just taken would come again.
                if (!stands(started, task)) {
                    started.scheduleJob(job(task), Set.of(trigger(task)), true);
                }
                started.triggerJob(JobKey.jobKey(task.name()));
            }
            started.start();
        } catch (SchedulerException e) {
            throw new IllegalStateException("the scheduler did not start", e);
        }
    }

    private static boolean stands(Scheduler scheduler, Task task) throws SchedulerException {
        TriggerKey key = TriggerKey.triggerKey(task.name());
        return scheduler.getTrigger(key) instanceof CronTrigger found
                && found.getCronExpression().equals(task.cron())
                && found.getTimeZone()
                        .toZoneId()
                        .equals(TimeZone.getTimeZone(task.zone()).toZoneId())
                && found.getMisfireInstruction() == CronTrigger.MISFIRE_INSTRUCTION_DO_NOTHING
                && scheduler.getTriggerState(key) != Trigger.TriggerState.ERROR;
    }

    private static JobDetail job(Task task) {
        return JobBuilder.newJob(TaskJob.class)
                .withIdentity(task.name())
                .storeDurably()
                .build();
    }

    /// A time that was missed is not made up for: the next run asks what is missing anyway.
    private static Trigger trigger(Task task) {
        CronTimes.of(task.cron(), task.zone());
        return TriggerBuilder.newTrigger()
                .withIdentity(task.name())
                .withSchedule(CronScheduleBuilder.cronSchedule(task.cron())
                        .inTimeZone(TimeZone.getTimeZone(task.zone()))
                        .withMisfireHandlingInstructionDoNothing())
                .build();
    }

    /// Starts nothing more and returns when what runs has ended.
    @Override
    public void close() {
        Scheduler started = scheduler;
        if (started == null) {
            return;
        }
        // Never given back: from here on no task begins.
        running.writeLock().lock();
        Thread stopping = Thread.ofPlatform().name("scheduler-stop").daemon().start(() -> stop(started));
        try {
            // Quartz waits for ever for a job that it handed to one of its threads in the moment in which it stopped
            // it.
            if (!stopping.join(LONGEST_STOP)) {
                log.info("the scheduler is left behind: no task runs");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(Scheduler scheduler) {
        try {
            scheduler.shutdown(true);
        } catch (SchedulerException e) {
            log.warn("the scheduler did not stop in order cause={}", e.toString());
        }
    }
}
