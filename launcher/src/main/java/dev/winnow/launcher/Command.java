package dev.winnow.launcher;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The commands that need no server: the class that runs each, and the libraries of the jar it runs on. */
enum Command {
    NORMALIZE(
            "normalize",
            "dev.winnow.importers.cli.Normalize",
            "winnow-importers-",
            "jackson-core-3",
            "woodstox-core-",
            "stax2-api-",
            "jsoup-",
            "jackson-dataformat-yaml-3",
            "snakeyaml-engine-",
            "zstd-jni-");

    private final String word;
    private final String mainClass;

    /** The beginnings of the jars' names, those that are always needed first. */
    private final String[] jars;

    Command(String word, String mainClass, String... jars) {
        this.word = word;
        this.mainClass = mainClass;
        this.jars = jars;
    }

    static @Nullable Command named(String word) {
        for (Command command : values()) {
            if (command.word.equals(word)) {
                return command;
            }
        }
        return null;
    }

    /**
     * Runs it in this JVM, which it may end.
     *
     * @param jar the runnable jar
     * @param args its word, then its arguments
     * @throws Exception as its class does
     */
    void run(File jar, String[] args) throws Exception {
        var libraries = new NestedJars(jar, jars);
        Thread.currentThread().setContextClassLoader(libraries);
        try {
            Class.forName(mainClass, true, libraries)
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }
}
