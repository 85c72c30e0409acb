package dev.touchstone.sandbox.webapi;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// One Web API method: the answer without its `ok`, or a `SlackError`.
@FunctionalInterface
interface Method {
    ObjectNode answer(ApiCall call);
}
