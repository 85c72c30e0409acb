package dev.touchstone.backend.testing;

import dev.touchstone.backend.store.Database;
import dev.touchstone.backend.store.DatabaseConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
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
        return Stream.of(new On("SQLite", TestDatabases::newSqlite), new On("PostgreSQL", TestDatabases::newPostgres));
    }

    private record On(String name, Supplier<DatabaseConfig> config) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocationIndex) {
            return name;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new Fresh(config));
        }
    }

    private static final class Fresh implements ParameterResolver, AfterEachCallback {
        private final Supplier<DatabaseConfig> config;
        private final List<DatabaseConfig> made = new ArrayList<>();
        private @Nullable Workbench workbench;
        private @Nullable ServedBackend served;

        Fresh(Supplier<DatabaseConfig> config) {
            this.config = config;
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
                return fresh();
            }
            if (parameter.getParameter().getType() == ServedBackend.class) {
                served = new ServedBackend(fresh());
                return served;
            }
            if (workbench == null) {
                workbench = new Workbench(fresh());
            }
            return parameter.getParameter().getType() == Database.class ? workbench.database : workbench;
        }

        private DatabaseConfig fresh() {
            DatabaseConfig database = config.get();
            made.add(database);
            return database;
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
