package dev.winnow.intake;

import dev.winnow.importers.Category;
import java.util.Locale;
import java.util.Map;

/** What a guard is called where an upload does not say. */
final class GuardNames {
    private static final int LONGEST = 100;

    /** Tools that look at several things, and what each of them mostly looks at. */
    private static final Map<String, Category> USUAL =
            Map.of("trivy", Category.CONTAINER, "grype", Category.CONTAINER, "snyk", Category.SCA);

    private GuardNames() {}

    /**
     * The tool's name in lower case with dashes; followed by the category where it is not what the tool mostly looks at:
     * {@code trivy} for images, {@code trivy-sca} for source trees.
     */
    static String of(String tool, Category category) {
        var slug = new StringBuilder();
        for (char c : tool.toLowerCase(Locale.ROOT).toCharArray()) {
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_') {
                slug.append(c);
            } else if (!slug.isEmpty() && slug.charAt(slug.length() - 1) != '-') {
                slug.append('-');
            }
        }
        while (!slug.isEmpty() && slug.charAt(slug.length() - 1) == '-') {
            slug.setLength(slug.length() - 1);
        }
        String name = slug.isEmpty() ? "guard" : slug.substring(0, Math.min(slug.length(), LONGEST - 12));
        return USUAL.getOrDefault(name, category) == category ? name : name + "-" + category.word();
    }
}
