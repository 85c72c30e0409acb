package dev.touchstone.api;

import java.time.Instant;

/// A pipeline with the policy in force.
///
/// @param name the pipeline's name
/// @param policyVersion the version in force; counts up from 1
/// @param policy the rules
/// @param createdAt when this version came into force
/// @param createdBy who put it into force: a key's id, or `config` for the declarative file
public record Pipeline(String name, int policyVersion, Policy policy, Instant createdAt, String createdBy) {}
