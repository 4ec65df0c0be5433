package dev.winnow.importers.drift;

import dev.winnow.importers.JsonCursor;
import dev.winnow.importers.Masking;
import dev.winnow.importers.packages.SensitiveWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/**
 * Reads values as a stream: their digest, and their beginning. A value of a gigabyte takes no more memory than its longest
 * string. Reused from value to value; not for sharing between threads.
 */
public final class ValueReader {
    /** How much of a value is kept, in characters: more than is shown, so that no credential is cut before it is masked. */
    static final int KEPT = 2_000;

    private static final int BUFFER = 8_192;

    private final MessageDigest sha256;
    private final byte[] buffer = new byte[BUFFER];
    private int filled;
    private final StringBuilder shown = new StringBuilder();

    /** How many things that must not be shown enclose what is being read. */
    private int veils;

    public ValueReader() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Reads the value that comes next. */
    public Value read(JsonCursor json) throws IOException {
        sha256.reset();
        filled = 0;
        shown.setLength(0);
        veils = 0;
        return value(json, null) ? new Value(digest(), shown.toString()) : Value.NOTHING;
    }

    /** The digest of some text: for names too long to be kept. */
    public String digest(String text) {
        sha256.reset();
        filled = 0;
        add('"', text);
        return digest();
    }

    private String digest() {
        sha256.update(buffer, 0, filled);
        return HexFormat.of().formatHex(sha256.digest());
    }

    /**
     * Reads on.
     *
     * @param name of the member that has the value; one that is nothing is as good as none
     * @return whether the value is anything
     */
    private boolean value(JsonCursor json, @Nullable String name) throws IOException {
        JsonToken token = json.peek();
        return switch (token) {
            case START_OBJECT -> object(json, name);
            case START_ARRAY -> array(json, name);
            case VALUE_NULL -> {
                json.skip();
                yield false;
            }
            default -> scalar(name, token == JsonToken.VALUE_STRING, json.textOrEmpty());
        };
    }

    private boolean scalar(@Nullable String name, boolean string, String text) {
        if (text.isEmpty()) {
            return false;
        }
        begin(name);
        add(string ? '"' : 'n', text);
        show(string, text);
        return true;
    }

    private boolean object(JsonCursor json, @Nullable String outer) throws IOException {
        json.object();
        boolean any = false;
        boolean ofSecret = false;
        while (json.member()) {
            if (!any) {
                begin(outer);
                add((byte) '{');
                show("{");
                any = true;
            }
            String name = json.name();
            // What is not shown anyhow needs no veil, and to look for words costs more than the rest.
            boolean shows = veils == 0 && shown.length() < KEPT;
            boolean veiled = shows && SensitiveWords.areIn(name);
            int before = shown.length();
            if (veiled) {
                begun(name);
                show(Masking.MASK);
                veils++;
            }
            String about = shows && isName(name) && json.peek() == JsonToken.VALUE_STRING ? json.textOrEmpty() : null;
            boolean said = about == null ? value(json, name) : scalar(name, true, about);
            veils -= veiled ? 1 : 0;
            if (about != null && SensitiveWords.areIn(about)) {
                // {"name":"DB_PASSWORD","value":"…"}: what follows is the secret.
                show("," + Masking.MASK);
                ofSecret = true;
                veils++;
            } else if (!said && veils == 0) {
                shown.setLength(before);
            }
        }
        veils -= ofSecret ? 1 : 0;
        if (any) {
            add((byte) '}');
            show("}");
        }
        return any;
    }

    private static boolean isName(String name) {
        return name.equalsIgnoreCase("name") || name.equalsIgnoreCase("key");
    }

    private boolean array(JsonCursor json, @Nullable String outer) throws IOException {
        json.array();
        boolean any = false;
        while (json.element()) {
            if (any) {
                show(",");
            } else {
                begin(outer);
                add((byte) '[');
                show("[");
                any = true;
            }
            if (!value(json, null)) {
                add((byte) 'e');
                show("null");
            }
        }
        if (any) {
            add((byte) ']');
            show("]");
        }
        return any;
    }

    /** A member's name stands in the digest once it is known to have a value. */
    private void begin(@Nullable String name) {
        if (name != null) {
            add(':', name);
            begun(name);
        }
    }

    private void begun(String name) {
        if (veils > 0) {
            return;
        }
        if (!shown.isEmpty() && shown.charAt(shown.length() - 1) != '{') {
            show(",");
        }
        quoted(name);
        show(":");
    }

    private void show(boolean string, String text) {
        if (veils > 0 || shown.length() >= KEPT) {
            return;
        }
        if (!string) {
            show(text);
        } else if ((text.indexOf('=') >= 0 || text.indexOf(':') >= 0) && SensitiveWords.areIn(text)) {
            show(Masking.MASK);
        } else {
            quoted(text);
        }
    }

    private void quoted(String text) {
        show("\"");
        int room = Math.min(text.length(), KEPT - shown.length());
        for (int i = 0; i < room; i++) {
            char c = text.charAt(i);
            shown.append(c < ' ' ? ' ' : c);
        }
        show("\"");
    }

    private void show(String text) {
        int room = KEPT - shown.length();
        if (veils == 0 && room > 0) {
            shown.append(text, 0, Math.min(room, text.length()));
        }
    }

    private void add(char type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add((byte) type);
        int length = bytes.length;
        add((byte) (length >>> 24));
        add((byte) (length >>> 16));
        add((byte) (length >>> 8));
        add((byte) length);
        if (length > BUFFER - filled) {
            sha256.update(buffer, 0, filled);
            filled = 0;
        }
        if (length > BUFFER) {
            sha256.update(bytes);
        } else {
            System.arraycopy(bytes, 0, buffer, filled, length);
            filled += length;
        }
    }

    private void add(byte one) {
        if (filled == BUFFER) {
            sha256.update(buffer, 0, filled);
            filled = 0;
        }
        buffer[filled++] = one;
    }
}
