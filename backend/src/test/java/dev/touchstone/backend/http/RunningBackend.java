package dev.touchstone.backend.http;

import dev.touchstone.api.policy.Policy;
import dev.touchstone.api.wire.Json;
import dev.touchstone.api.wire.Scope;
import dev.touchstone.backend.Backend;
import dev.touchstone.backend.BackendConfig;
import dev.touchstone.backend.keys.ServerSecret;
import dev.touchstone.backend.store.DatabaseConfig;
import dev.touchstone.backend.testing.TestDatabases;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The whole backend, unless told otherwise on a SQLite file, with one pipeline `support` that reviews everything, and
/// a client for it.
final class RunningBackend implements AutoCloseable {
    private final Backend backend;
    private final String jdbcUrl;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String key;

    RunningBackend(Path directory) {
        this(TestDatabases.newSqlite(directory.resolve("touchstone.db")));
    }

    RunningBackend(DatabaseConfig database) {
        jdbcUrl = database.url().replaceFirst("^sqlite:", "jdbc:sqlite:");
        BackendConfig defaults = BackendConfig.withDatabase(database.url());
        backend = new Backend(
                        new BackendConfig(
                                defaults.server(),
                                database,
                                defaults.intake(),
                                defaults.webhooks(),
                                defaults.judge(),
                                defaults.actions(),
                                defaults.committee(),
                                defaults.feedback(),
                                defaults.costs(),
                                defaults.embeddings(),
                                defaults.evaluations()),
                        ServerSecret.of("0123456789abcdefghijklmnopqrstuvwxyz"),
                        InstantSource.system())
                .start(Map.of("support", Json.read("{\"audit_rate\": 1}", Policy.class)));
        key = key(EnumSet.allOf(Scope.class));
    }

    Backend backend() {
        return backend;
    }

    String key(Set<Scope> scopes) {
        return backend.keyInProcess("test", scopes);
    }

    /// A request with the key of an administrator; any header can be set or replaced before it is sent.
    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(backend.url() + path)).setHeader("Authorization", "Bearer " + key);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return post(path, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> post(String path, String mediaType, byte[] body) throws IOException, InterruptedException {
        return send(request(path).setHeader("Content-Type", mediaType).POST(BodyPublishers.ofByteArray(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /// Rows of every table, by its name.
    Map<String, Long> rows() throws SQLException {
        Map<String, Long> rows = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            for (String table : tables(statement)) {
                try (ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
                    count.next();
                    rows.put(table, count.getLong(1));
                }
            }
        }
        return rows;
    }

    private static Set<String> tables(Statement statement) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (ResultSet tables =
                statement.getConnection().getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                String name = tables.getString("TABLE_NAME");
                // Written by a task at its own times, whatever is requested.
                if (!name.startsWith("drift_")) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    @Override
    public void close() {
        client.close();
        backend.close();
    }
}
