package dev.touchstone.backend.schedule;

import dev.touchstone.backend.store.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.UUID;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.simpl.RAMJobStore;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/// Makes the scheduler that suits the database.
final class QuartzSetup {
    /// All nodes of a cluster have this name; what tells them apart is the instance id.
    private static final String NAME = "touchstone";

    /// Quartz looks schedulers up by name in one registry per JVM and would hand out the first one twice.
    private static final Object REGISTRY = new Object();

    private final Database database;
    private final String instance = UUID.randomUUID().toString();

    QuartzSetup(Database database) {
        this.database = database;
    }

    Scheduler create() throws SchedulerException {
        StdSchedulerFactory factory = new StdSchedulerFactory();
        synchronized (REGISTRY) {
            factory.initialize(properties());
            Scheduler scheduler = factory.getScheduler();
            SchedulerRepository.getInstance().remove(NAME);
            return scheduler;
        }
    }

    private Properties properties() {
        Properties all = new Properties();
        all.setProperty(StdSchedulerFactory.PROP_SCHED_INSTANCE_NAME, NAME);
        all.setProperty(StdSchedulerFactory.PROP_SCHED_INSTANCE_ID, instance);
        all.setProperty(StdSchedulerFactory.PROP_SCHED_MAKE_SCHEDULER_THREAD_DAEMON, "true");
        all.setProperty(StdSchedulerFactory.PROP_THREAD_POOL_CLASS, SimpleThreadPool.class.getName());
        all.setProperty("org.quartz.threadPool.threadCount", "2");
        all.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
        switch (database.dialect()) {
            case SQLITE -> all.setProperty(StdSchedulerFactory.PROP_JOB_STORE_CLASS, RAMJobStore.class.getName());
            case POSTGRESQL -> shared(all);
        }
        return all;
    }

    private void shared(Properties all) {
        DBConnectionManager.getInstance().addConnectionProvider(instance, new Connections(database));
        all.setProperty(StdSchedulerFactory.PROP_JOB_STORE_CLASS, JobStoreTX.class.getName());
        all.setProperty("org.quartz.jobStore.driverDelegateClass", PostgreSQLDelegate.class.getName());
        all.setProperty("org.quartz.jobStore.dataSource", instance);
        all.setProperty("org.quartz.jobStore.useProperties", "true");
        all.setProperty("org.quartz.jobStore.isClustered", "true");
        all.setProperty("org.quartz.jobStore.clusterCheckinInterval", "5000");
        // How long a node sleeps when no trigger is near: also how late it notices a new one.
        all.setProperty("org.quartz.scheduler.idleWaitTime", "5000");
    }

    /// Quartz borrows from the same pool as everything else.
    private record Connections(Database database) implements ConnectionProvider {
        @Override
        public Connection getConnection() throws SQLException {
            return database.source().getConnection();
        }

        @Override
        public void initialize() {
            // The pool is open before the scheduler is made.
        }

        @Override
        public void shutdown() {
            // The pool belongs to the database.
        }
    }
}
