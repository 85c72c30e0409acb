package dev.touchstone.backend.model;

import com.openai.core.RequestOptions;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;

/// Ends the reading of an answer that is larger than allowed: the SDK would read all of it into memory.
record CappedHttpClient(HttpClient client, int mostBytes) implements HttpClient {

    /// Thrown while reading such an answer.
    static final class TooLarge extends IOException {
        TooLarge(int mostBytes) {
            super("the answer has more than " + mostBytes + " bytes");
        }
    }

    @Override
    public HttpResponse execute(HttpRequest request, RequestOptions options) {
        return new Capped(client.execute(request, options), mostBytes);
    }

    @Override
    public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
        return client.executeAsync(request, options).thenApply(response -> new Capped(response, mostBytes));
    }

    @Override
    public void close() {
        client.close();
    }

    private record Capped(HttpResponse response, int mostBytes) implements HttpResponse {
        @Override
        public int statusCode() {
            return response.statusCode();
        }

        @Override
        public Headers headers() {
            return response.headers();
        }

        @Override
        public InputStream body() {
            return new CappedStream(response.body(), mostBytes);
        }

        @Override
        public void close() {
            response.close();
        }
    }

    private static final class CappedStream extends FilterInputStream {
        private final int mostBytes;
        private int left;

        CappedStream(InputStream in, int mostBytes) {
            super(in);
            this.mostBytes = mostBytes;
            left = mostBytes;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            spend(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            spend(Math.max(0, read));
            return read;
        }

        private void spend(int bytes) throws TooLarge {
            left -= bytes;
            if (left < 0) {
                throw new TooLarge(mostBytes);
            }
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
