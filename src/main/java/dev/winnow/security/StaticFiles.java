package dev.winnow.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;

/** Files of {@code frontend/static}, which the sign-in page needs too. */
final class StaticFiles {
    private static final List<String> FOLDERS = List.of("/styles/", "/scripts/", "/icons/", "/images/");

    /** Where browsers look for one that no page names. */
    private static final String ICON = "/favicon.ico";

    private StaticFiles() {}

    static String[] patterns() {
        return Stream.concat(FOLDERS.stream().map(folder -> folder + "**"), Stream.of(ICON))
                .toArray(String[]::new);
    }

    /** Whether it asks for a file that is the same for everyone: of ours, or of the front end's bundle. */
    static boolean serve(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.startsWith("/VAADIN/build/")
                || path.startsWith("/lumo/")
                || path.equals(ICON)
                || FOLDERS.stream().anyMatch(path::startsWith);
    }
}
