package dev.touchstone.backend.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/// A test that runs once on SQLite and once on PostgreSQL, each time on a fresh database, which it takes as a
/// [dev.touchstone.backend.store.Database], [Workbench] or [ServedBackend] parameter. There is no way to leave one out.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(EveryDatabaseExtension.class)
public @interface EveryDatabase {
    /// What the database holds already.
    Class<? extends Population> holding() default Population.Nothing.class;
}
