package dev.winnow.export;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.jspecify.annotations.Nullable;

/** The fonts of PDFs, which the server need not have: DejaVu, with the letters of most alphabets. */
final class PdfFonts {
    static final String FAMILY = "DejaVu Sans Condensed";

    private static final String FOLDER = "/net/sf/jasperreports/fonts/dejavu/";
    private static final String PLAIN = FOLDER + "DejaVuSansCondensed.ttf";
    private static final String BOLD = FOLDER + "DejaVuSansCondensed-Bold.ttf";

    private PdfFonts() {}

    static void use(PdfRendererBuilder pdf) {
        pdf.useFont(() -> open(PLAIN), FAMILY, 400, FontStyle.NORMAL, true);
        pdf.useFont(() -> open(BOLD), FAMILY, 700, FontStyle.NORMAL, true);
    }

    /**
     * Lets PDFBox have this font for all that it asks the system for. It would else search the machine for fonts, and keep
     * what it finds in a file in the user's home.
     */
    static void useNoOthers() {
        try (InputStream font = open(PLAIN)) {
            FontMappers.set(new Only(new TTFParser().parse(new RandomAccessReadBuffer(font))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Only(TrueTypeFont font) implements FontMapper {
        @Override
        public FontMapping<TrueTypeFont> getTrueTypeFont(String name, @Nullable PDFontDescriptor descriptor) {
            return new FontMapping<>(font, false);
        }

        @Override
        public FontMapping<FontBoxFont> getFontBoxFont(String name, @Nullable PDFontDescriptor descriptor) {
            return new FontMapping<>(font, false);
        }

        @Override
        public CIDFontMapping getCIDFont(
                String name, @Nullable PDFontDescriptor descriptor, @Nullable PDCIDSystemInfo info) {
            return new CIDFontMapping(null, font, false);
        }
    }

    /** The same font for drawings. */
    static Font plain() {
        return Loaded.PLAIN;
    }

    /** The text with a replacement character for each that the font does not have, so that a gap is seen. */
    static String shown(String text) {
        var shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (Character.isWhitespace(point)) {
                shown.append(' ');
            } else {
                shown.appendCodePoint(isShown(point) ? point : 0xfffd);
            }
        });
        return shown.toString();
    }

    private static boolean isShown(int point) {
        return !Character.isISOControl(point) && (point < 0x7f || Loaded.PLAIN.canDisplay(point));
    }

    private static InputStream open(String name) {
        InputStream font = PdfFonts.class.getResourceAsStream(name);
        if (font == null) {
            throw new IllegalStateException("There is no font " + name);
        }
        return font;
    }

    /** Read when it is first needed. */
    private static final class Loaded {
        private static final Font PLAIN = load();

        private static Font load() {
            try (InputStream font = open(PdfFonts.PLAIN)) {
                return Font.createFont(Font.TRUETYPE_FONT, font);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (FontFormatException e) {
                throw new IllegalStateException("A font cannot be read", e);
            }
        }
    }
}
