package dev.touchstone.backend.schedule;

import java.util.Map;
import java.util.concurrent.locks.Lock;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one task for Quartz. The shared tables know tasks by name only.
@DisallowConcurrentExecution
final class TaskJob implements Job {
    private static final Logger log = LoggerFactory.getLogger(TaskJob.class);

    private final Map<String, Task> tasks;
    private final Lock running;

    /// @param running held while a task runs; one that cannot have it does not run
    TaskJob(Map<String, Task> tasks, Lock running) {
        this.tasks = tasks;
        this.running = running;
    }

    @Override
    public void execute(JobExecutionContext context) {
        String name = context.getJobDetail().getKey().getName();
        Task task = tasks.get(name);
        if (task == null) {
            log.warn("task unknown to this version task={}", name);
            return;
        }
        if (!running.tryLock()) {
            return;
        }
        try {
            task.work().run();
        } catch (RuntimeException e) {
            log.error("task failed, it runs again at its next time task={}", name, e);
        } finally {
            running.unlock();
        }
    }
}
