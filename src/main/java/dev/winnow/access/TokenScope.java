package dev.winnow.access;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The token a caller came with.
 *
 * @param id its number, never the secret
 * @param project key of the only project it opens; null: every project
 */
public record TokenScope(
        long id, String name, TokenRole role, @Nullable String project) implements Serializable {}
