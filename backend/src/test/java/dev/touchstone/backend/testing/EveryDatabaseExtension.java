package dev.touchstone.backend.testing;

import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

final class EveryDatabaseExtension implements TestTemplateInvocationContextProvider {
    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Class<? extends Population> population = context.getRequiredTestMethod()
                .getAnnotation(EveryDatabase.class)
                .holding();
        return Stream.of(new On("SQLite", population), new On("PostgreSQL", population));
    }

    private record On(String name, Class<? extends Population> population) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocationIndex) {
            return name;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new Fresh(name.equals("SQLite"), population));
        }
    }

    private static final class Fresh implements ParameterResolver, AfterEachCallback {
        private final boolean sqlite;
        private final Class<? extends Population> population;
        private final List<DatabaseConfig> made = new ArrayList<>();
        private @Nullable Workbench workbench;
        private @Nullable ServedBackend served;

        Fresh(boolean sqlite, Class<? extends Population> population) {
            this.sqlite = sqlite;
            this.population = population;
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            Class<?> type = parameter.getParameter().getType();
            return type == Database.class
                    || type == DatabaseConfig.class
                    || type == Workbench.class
                    || type == ServedBackend.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            if (parameter.getParameter().getType() == DatabaseConfig.class) {
                return fresh().database();
            }
            if (parameter.getParameter().getType() == ServedBackend.class) {
                served = new ServedBackend(fresh().database());
                return served;
            }
            if (workbench == null) {
                TestDatabases.Filled filled = fresh();
                workbench = new Workbench(filled.database());
                workbench.clock.set(filled.until());
            }
            return parameter.getParameter().getType() == Database.class ? workbench.database : workbench;
        }

        /// Ids begin anew with the process that goes on, and those of one millisecond would not follow the old ones.
        private TestDatabases.Filled fresh() {
            TestDatabases.Filled filled;
            if (population == Population.Nothing.class) {
                DatabaseConfig empty = sqlite ? TestDatabases.newSqlite() : TestDatabases.newPostgres();
                filled = new TestDatabases.Filled(empty, new TestClock().instant());
            } else {
                TestDatabases.Filled copy = TestDatabases.newFilled(sqlite, population);
                filled = new TestDatabases.Filled(copy.database(), copy.until().plusMillis(1));
            }
            made.add(filled.database());
            return filled;
        }

        @Override
        public void afterEach(ExtensionContext context) {
            if (workbench != null) {
                workbench.close();
            }
            if (served != null) {
                served.close();
            }
            made.forEach(TestDatabases::discard);
        }
    }
}
