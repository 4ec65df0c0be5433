package dev.winnow.security;

import java.util.List;

/** Files of {@code frontend/static}, which the sign-in page needs too. */
final class StaticFiles {
    private static final List<String> FOLDERS = List.of("/styles/", "/scripts/", "/icons/", "/images/");

    private StaticFiles() {}

    static String[] patterns() {
        return FOLDERS.stream().map(folder -> folder + "**").toArray(String[]::new);
    }

    static boolean serve(String path) {
        return FOLDERS.stream().anyMatch(path::startsWith);
    }
}
