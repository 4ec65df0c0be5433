package dev.winnow.triage.file;

import dev.winnow.text.EndDate;
import dev.winnow.triage.SilenceRule;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/** Writes rules so that the same rules give the same text, and one that changed a few lines of difference. */
final class RuleFileWriter {
    private static final String HEAD = """
            # Silence rules of Winnow. A rule is known by its name; what it matches must fit all that it says.
            # Take the file in again with POST /api/v1/silence-rules/import.
            """;

    private RuleFileWriter() {}

    static String write(List<SilenceRule> rules) {
        List<Map<String, Object>> written = rules.stream()
                .sorted(Comparator.comparing((SilenceRule rule) -> rule.name().toLowerCase(Locale.ROOT))
                        .thenComparing(SilenceRule::name))
                .map(RuleFileWriter::entry)
                .toList();
        return HEAD + yaml().dump(Map.of(RuleFileReader.RULES, written));
    }

    private static Map<String, Object> entry(SilenceRule rule) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("name", rule.name());
        entry.put("match", rule.match().given());
        entry.put("reason", rule.reason());
        rule.until().ifPresent(end -> entry.put("until", EndDate.write(end)));
        return entry;
    }

    private static Yaml yaml() {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndent(4);
        options.setIndicatorIndent(2);
        options.setLineBreak(DumperOptions.LineBreak.UNIX);
        // A long reason stays on its line: wrapping it anew would make a difference of lines that say the same.
        options.setSplitLines(false);
        options.setAllowUnicode(true);
        var reading = new LoaderOptions();
        return new Yaml(new SafeConstructor(reading), new Representer(options), options, reading);
    }
}
