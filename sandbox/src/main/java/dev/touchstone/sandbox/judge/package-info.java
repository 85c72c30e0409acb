/// A stand-in for a judge: an OpenAI-compatible server on loopback that answers what a script says, soundly, slowly or
/// broken. Tests and benchmarks use it, and the demo, which says so on its screen. `MockJudge` is the server.
@NullMarked
package dev.touchstone.sandbox.judge;

import org.jspecify.annotations.NullMarked;
