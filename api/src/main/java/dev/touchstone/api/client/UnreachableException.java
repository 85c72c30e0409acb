package dev.touchstone.api.client;

/// The backend did not answer in time, or the connection failed. Whether it acted is unknown; every request of the
/// client can be repeated safely.
public final class UnreachableException extends RuntimeException {
    public UnreachableException(String message, Throwable cause) {
        super(message, cause);
    }
}
