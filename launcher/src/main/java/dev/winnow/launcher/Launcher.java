package dev.winnow.launcher;

import java.io.File;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.loader.launch.JarLauncher;

/**
 * The runnable jar's main class. Commands that need no server run without Spring and without the search of two hundred
 * nested jars, mostly in a JVM with options that suit a short run; everything else is Spring Boot's to start.
 */
public final class Launcher {
    private Launcher() {}

    /** @param args the name of a {@link Command} and its arguments, or settings of the server */
    public static void main(String[] args) throws Exception {
        Command command = args.length == 0 ? null : Command.named(args[0]);
        File jar = jar();
        if (command == null || jar == null) {
            JarLauncher.main(args);
            return;
        }
        ShortRun run = ShortRun.of(jar, args);
        if (run == null || !run.start()) {
            command.run(jar, args);
            return;
        }
        // Nothing is left to do here that would be worth an orderly end.
        Runtime.getRuntime().halt(run.exitCode());
    }

    /** The jar that {@code java -jar} was given; null where it has been unpacked. */
    private static @Nullable File jar() {
        var jar = new File(System.getProperty("java.class.path", ""));
        return jar.isFile() ? jar : null;
    }
}
