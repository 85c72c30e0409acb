package dev.touchstone.backend.schedule;

import java.util.Map;
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

    TaskJob(Map<String, Task> tasks) {
        this.tasks = tasks;
    }

    @Override
    public void execute(JobExecutionContext context) {
        String name = context.getJobDetail().getKey().getName();
        Task task = tasks.get(name);
        if (task == null) {
            log.warn("task unknown to this version task={}", name);
            return;
        }
        try {
            task.work().run();
        } catch (RuntimeException e) {
            log.error("task failed, it runs again at its next time task={}", name, e);
        }
    }
}
