/// Tools for agents, by the Model Context Protocol: [AgentRoutes] takes its messages at `/mcp`, [CallTransport] hands them
/// to the protocol's own Java SDK, [AgentTools] says what there is to call, [AgentDesk] does it. Nothing is kept between two
/// calls: what an agent waits for is in the database, so it survives restarts of everything.
@NullMarked
package dev.touchstone.backend.agent;

import org.jspecify.annotations.NullMarked;
