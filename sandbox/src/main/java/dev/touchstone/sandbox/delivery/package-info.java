/// Brings payloads to the app and its acknowledgements back: over Socket Mode's WebSocket, or as signed HTTP requests.
/// The entry is `Deliveries`. It must not know what the payloads mean.
@NullMarked
package dev.touchstone.sandbox.delivery;

import org.jspecify.annotations.NullMarked;
