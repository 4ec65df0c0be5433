package dev.winnow.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the command was asked for.
 *
 * @param files exports, in their order; empty: the database
 * @param noted an end of the log that was noted before
 * @param settings of the server, by their names, from the command line or the environment
 */
record Wanted(List<Path> files, Optional<Noted> noted, Map<String, String> settings) {
    private static final String DATA_DIR = "winnow.data-dir";
    private static final String SECRET_KEY = "winnow.secret-key";
    private static final String URL = "spring.datasource.url";
    private static final String USER = "spring.datasource.username";
    private static final String PASSWORD = "spring.datasource.password";
    private static final Set<String> SETTINGS = Set.of(DATA_DIR, SECRET_KEY, URL, USER, PASSWORD);

    static final String USAGE = """
            usage: verify-audit [--file EXPORT]... [--head NUMBER:HASH] [--winnow.data-dir=DIR]
                                [--spring.datasource.url=URL --spring.datasource.username=NAME]
            Settings may also be environment variables, as for the server.""";

    /** @throws IllegalArgumentException where an argument is none of the command's */
    static Wanted of(List<String> args, Map<String, String> environment) {
        var settings = new HashMap<String, String>();
        for (String name : SETTINGS) {
            String value =
                    environment.get(name.replace('.', '_').replace("-", "").toUpperCase(java.util.Locale.ROOT));
            if (value == null) {
                value = environment.get(name.replace('.', '_').replace('-', '_').toUpperCase(java.util.Locale.ROOT));
            }
            if (value != null && !value.isBlank()) {
                settings.put(name, value);
            }
        }
        var files = new ArrayList<Path>();
        Optional<Noted> noted = Optional.empty();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            int equals = arg.indexOf('=');
            String name = equals < 0 ? arg : arg.substring(0, equals);
            String value;
            if (equals >= 0) {
                value = arg.substring(equals + 1);
            } else if (i + 1 < args.size() && arg.startsWith("--")) {
                value = args.get(++i);
            } else {
                throw new IllegalArgumentException(arg + " is not understood\n" + USAGE);
            }
            switch (name) {
                case "--file" -> files.add(Path.of(value));
                case "--head" -> noted = Optional.of(Noted.of(value));
                default -> {
                    String setting = name.startsWith("--") ? name.substring(2) : name;
                    if (!SETTINGS.contains(setting)) {
                        throw new IllegalArgumentException(name + " is not understood\n" + USAGE);
                    }
                    settings.put(setting, value);
                }
            }
        }
        return new Wanted(List.copyOf(files), noted, Map.copyOf(settings));
    }

    String dataDir() {
        return settings.getOrDefault(DATA_DIR, "./data");
    }

    @Nullable
    String secretKey() {
        return settings.get(SECRET_KEY);
    }

    Optional<String> url() {
        return Optional.ofNullable(settings.get(URL));
    }

    String user() {
        return settings.getOrDefault(USER, "");
    }

    String password() {
        return settings.getOrDefault(PASSWORD, "");
    }

    /** Without the password and the key. */
    @Override
    public String toString() {
        return "Wanted[" + files + "]";
    }
}
