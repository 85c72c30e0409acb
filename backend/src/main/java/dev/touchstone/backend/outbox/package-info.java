/// The transactional outbox: what has to happen outside is written in the transaction that caused it, then leased,
/// carried out and acknowledged, at least once. [Outbox] keeps lanes in order and tries again; [OutboxWorkers] works
/// off one kind of job within this process. It knows kinds of jobs and none of their consumers.
@NullMarked
package dev.touchstone.backend.outbox;

import org.jspecify.annotations.NullMarked;
