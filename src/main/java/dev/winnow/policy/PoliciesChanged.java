package dev.winnow.policy;

/** Another policy is in force somewhere; published inside the transaction that did it, if there is one. */
public record PoliciesChanged() {}
