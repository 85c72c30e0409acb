/// The whole loop: a real backend, the real bot, and the sandbox in Slack's place, joined over HTTP and WebSockets.
package dev.touchstone.app.slack;
