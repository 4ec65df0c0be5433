package dev.winnow.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** Files of {@code frontend/static}, which the sign-in page needs too. */
final class StaticFiles {
    private static final List<String> FOLDERS = List.of("/styles/", "/scripts/", "/icons/", "/images/");

    private StaticFiles() {}

    static String[] patterns() {
        return FOLDERS.stream().map(folder -> folder + "**").toArray(String[]::new);
    }

    /** Whether it asks for a file that is the same for everyone: of ours, or of the front end's bundle. */
    static boolean serve(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.startsWith("/VAADIN/build/")
                || path.startsWith("/lumo/")
                || FOLDERS.stream().anyMatch(path::startsWith);
    }
}
