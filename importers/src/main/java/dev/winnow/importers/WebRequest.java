package dev.winnow.importers;

import org.jspecify.annotations.Nullable;

/**
 * The request that showed a weakness in a running web application.
 *
 * @param method such as {@code GET}
 * @param url as requested
 * @param parameter the parameter at fault
 * @param attack what was sent in it
 * @param evidence what in the answer shows the weakness
 */
public record WebRequest(
        String method,
        String url,
        @Nullable String parameter,
        @Nullable String attack,
        @Nullable String evidence) {}
