package dev.winnow.launcher;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The same command line in a JVM of its own, with options for work of seconds: a manifest cannot carry any. Compiling
 * for years to come costs more than it brings there, and a heap that may grow into an empty machine does.
 */
final class ShortRun {
    /** Tells the second JVM that it is the second, by the process id of the first. */
    private static final String STARTED_BY = "winnow.started-by";

    /**
     * The young generation is small, since hardly a result outlives its line; the old one grows only for what a report
     * forces into memory, up to the JVM's own share of the machine.
     */
    private static final String[] OPTIONS = {
        "-XX:+IgnoreUnrecognizedVMOptions",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xms24m",
        "-Xmn8m",
        "-XX:-UsePerfData",
        "-Xshare:auto"
    };

    /** Where people give a JVM options of their own. */
    private static final String[] VARIABLES = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"};

    private static final long SECONDS_TO_END = 5;

    private final ProcessBuilder builder;
    private @Nullable Process process;

    private ShortRun(List<String> commandLine) {
        builder = new ProcessBuilder(commandLine).inheritIO();
    }

    /**
     * How to run the arguments in another JVM; null where that is no use: in the second JVM, where options are given
     * that suit this one alone, and where no {@code java} is found.
     */
    static @Nullable ShortRun of(File jar, String[] args) {
        String first = System.getProperty(STARTED_BY);
        if (first != null) {
            endWith(first);
            return null;
        }
        File java = java();
        if (java == null || isTuned()) {
            return null;
        }
        var commandLine = new ArrayList<String>(OPTIONS.length + args.length + 4);
        commandLine.add(java.getPath());
        for (String option : OPTIONS) {
            commandLine.add(option);
        }
        commandLine.add("-D"
                .concat(STARTED_BY)
                .concat("=")
                .concat(Long.toString(ProcessHandle.current().pid())));
        commandLine.add("-jar");
        commandLine.add(jar.getPath());
        for (String arg : args) {
            commandLine.add(arg);
        }
        return new ShortRun(commandLine);
    }

    private static @Nullable File java() {
        String bin = System.getProperty("java.home", "") + File.separator + "bin" + File.separator;
        for (String name : new String[] {"java", "java.exe"}) {
            var java = new File(bin.concat(name));
            if (java.canExecute()) {
                return java;
            }
        }
        return null;
    }

    /**
     * Whether somebody chose this JVM's options: on the command line any; in the environment, which the second JVM has
     * too, those that would not go with ours (two collectors) or with a second JVM (agents, and the ports they open).
     */
    private static boolean isTuned() {
        String[] own = ProcessHandle.current().info().arguments().orElse(new String[0]);
        if (own.length > 0 && !own[0].equals("-jar")) {
            return true;
        }
        for (String variable : VARIABLES) {
            String options = System.getenv(variable);
            if (options != null && (options.contains("GC") || options.contains("agent") || options.contains("-Xrun"))) {
                return true;
            }
        }
        return false;
    }

    /** Starts it; false where the system does not let us. */
    boolean start() {
        try {
            Process started = builder.start();
            process = started;
            Runtime.getRuntime().addShutdownHook(new Thread(new End(started)));
            return true;
        } catch (IOException | UnsupportedOperationException | SecurityException e) {
            return false;
        }
    }

    /** Waits for its end. */
    int exitCode() throws InterruptedException {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process.waitFor();
    }

    /** Ends the second JVM when a signal ends this one. */
    record End(Process process) implements Runnable {
        @Override
        public void run() {
            process.destroy();
            try {
                if (process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            process.destroyForcibly();
        }
    }

    /** Ends this JVM when the first one is gone without having said so, as after {@code kill -9}. */
    private static void endWith(String first) {
        var watch = new Thread(new Watch(first), "watch of the first JVM");
        watch.setDaemon(true);
        watch.start();
    }

    record Watch(String first) implements Runnable {
        @Override
        public void run() {
            try {
                while (true) {
                    // First the rest: most runs are over before anything would be asked.
                    Thread.sleep(1000);
                    ProcessHandle parent = ProcessHandle.current().parent().orElse(null);
                    if (parent == null || !Long.toString(parent.pid()).equals(first)) {
                        Runtime.getRuntime().halt(128 + 9);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
