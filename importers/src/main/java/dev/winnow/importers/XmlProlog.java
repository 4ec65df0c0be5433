package dev.winnow.importers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an XML document whose declaration does not get in the way. An XML declaration must come first; tools
 * and people put licence comments and blank lines before it. Such a declaration is blanked, so that lines and columns
 * stay what they were.
 *
 * @param bytes the document
 * @param encoding UTF-16 or UTF-32 by its bytes, or what a blanked declaration said; null where the parser shall find out
 */
record XmlProlog(InputStream bytes, @Nullable String encoding) {
    private static final int HEAD = 1 << 14;
    private static final Pattern ENCODING = Pattern.compile("encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");

    /** Reads the first bytes. Late declarations are found in encodings that hold ASCII as it is; others must follow the rule. */
    static XmlProlog read(InputStream bytes) throws IOException {
        byte[] head = bytes.readNBytes(HEAD);
        Charset wide = Encoding.of(head);
        if (wide != StandardCharsets.UTF_8) {
            // Without a declaration the parser takes these for UTF-8; told the encoding, it stumbles over the mark.
            int width = wide.name().startsWith("UTF-32") ? 4 : 2;
            boolean marked = head.length >= width && new String(head, 0, width, wide).equals("\uFEFF");
            var rest = new ByteArrayInputStream(head, marked ? width : 0, head.length);
            return new XmlProlog(new SequenceInputStream(rest, bytes), wide.name());
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        int mark = text.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0;
        int start = afterComments(text, mark);
        int end = text.indexOf("?>", start);
        String encoding = null;
        if (start > mark && end > 0 && text.startsWith("<?xml", start)) {
            Matcher declared = ENCODING.matcher(text.substring(start, end));
            encoding = declared.find() && !declared.group(1).equalsIgnoreCase("utf-8") ? declared.group(1) : null;
            for (int i = start; i < end + 2; i++) {
                // Line breaks stay, for the line numbers.
                head[i] = head[i] == '\n' ? head[i] : (byte) ' ';
            }
        }
        var first = new ByteArrayInputStream(head);
        return new XmlProlog(new SequenceInputStream(first, bytes), encoding);
    }

    private static int afterComments(String text, int from) {
        int at = from;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (text.startsWith("<!--", at) && text.indexOf("-->", at + 4) > 0) {
                at = text.indexOf("-->", at + 4) + 3;
            } else {
                return at;
            }
        }
        return at;
    }
}
