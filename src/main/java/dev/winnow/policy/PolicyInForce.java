package dev.winnow.policy;

import dev.winnow.policy.language.Policy;

/** A policy that judges builds, and which version of it that is. */
public record PolicyInForce(PolicyVersion version, Policy policy) {}
