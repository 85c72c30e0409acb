package dev.touchstone.sandbox;

import static dev.touchstone.sandbox.StandardWorkspace.ALICE;
import static dev.touchstone.sandbox.StandardWorkspace.REVIEWS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who gets in: this machine's own page and the app, nobody a foreign web page could send.
class DoorTest {
    private final SlackSandbox slack = new SlackSandbox(SandboxConfig.standard());
    private URI address;

    @BeforeEach
    void start() {
        slack.start();
        address = URI.create(slack.baseUrl());
    }

    @AfterEach
    void stop() {
        slack.close();
    }

    @Test
    void aReboundNameIsRefused() throws IOException {
        assertThat(raw("GET / HTTP/1.1", "Host: evil.example:" + address.getPort()))
                .startsWith("HTTP/1.1 403");
        assertThat(raw(
                        "GET /link?ticket=x HTTP/1.1",
                        "Host: evil.example",
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("GET / HTTP/1.1", "Host: localhost:" + address.getPort()))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void aForeignOriginIsRefused() throws IOException {
        String host = "Host: " + address.getAuthority();

        assertThat(raw("GET /page/snapshot?as=" + ALICE + " HTTP/1.1", host, "Origin: https://evil.example"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("GET /page/snapshot?as=" + ALICE + " HTTP/1.1", host, "Origin: null"))
                .startsWith("HTTP/1.1 403");
        assertThat(raw("GET /page/snapshot?as=" + ALICE + " HTTP/1.1", host, "Origin: " + slack.baseUrl()))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void onlyJsonIsTaken() throws IOException {
        String body = "{\"as\":\"" + ALICE + "\",\"channel\":\"" + REVIEWS + "\",\"text\":\"x\"}";
        String host = "Host: " + address.getAuthority();
        String length = "Content-Length: " + body.length();

        assertThat(raw("POST /page/say HTTP/1.1", host, "Content-Type: text/plain", length, "", body))
                .startsWith("HTTP/1.1 415");
        assertThat(raw("POST /page/say HTTP/1.1", host, "Content-Type: application/json", length, "", body))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void theApiWantsAToken() throws IOException {
        assertThat(raw("POST /api/chat.postMessage HTTP/1.1", "Host: " + address.getAuthority(), "Content-Length: 0"))
                .contains("{\"ok\":false,\"error\":\"not_authed\"}");
        assertThat(raw(
                        "POST /api/chat.unheardOf HTTP/1.1",
                        "Host: " + address.getAuthority(),
                        "Authorization: Bearer " + slack.credentials().botToken(),
                        "Content-Length: 0"))
                .contains("unknown_method");
    }

    @Test
    void everyPageCarriesAContentPolicy() throws IOException {
        assertThat(raw("GET / HTTP/1.1", "Host: " + address.getAuthority()))
                .contains("Content-Security-Policy: default-src 'none'; script-src 'self'")
                .contains("X-Content-Type-Options: nosniff");
    }

    @Test
    void onlyThePagesOwnFilesAreServed() throws IOException {
        String host = "Host: " + address.getAuthority();

        assertThat(raw("GET /assets/js/../../Page.class HTTP/1.1", host)).startsWith("HTTP/1.1 40");
        assertThat(raw("GET /assets/js/%2e%2e%2fPage.class HTTP/1.1", host)).startsWith("HTTP/1.1 40");
        assertThat(raw("GET /assets/js/none.js HTTP/1.1", host)).startsWith("HTTP/1.1 404");
    }

    private String raw(String... lines) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            String head = String.join("\r\n", lines);
            String request = head.contains("\r\n\r\n")
                    ? head.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
                    : head + (head.contains("Connection:") ? "" : "\r\nConnection: close") + "\r\n\r\n";
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            socket.setSoTimeout(5000);
            InputStream in = socket.getInputStream();
            // A refused upgrade leaves the connection open; its status line is all there is to see.
            byte[] answer = request.contains("Upgrade:") ? in.readNBytes(12) : in.readAllBytes();
            return new String(answer, StandardCharsets.UTF_8);
        }
    }
}
