package dev.winnow.policy.language;

import dev.cel.runtime.CelAttribute.Qualifier;
import dev.cel.runtime.CelAttributePattern;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.PartialVars;
import dev.cel.runtime.Program;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A rule's condition: a checked expression in CEL that is true or false. Safe for use by several threads. */
public final class Condition {
    private final String text;
    private final Program program;
    private final Set<Attribute> attributes;
    private final List<CelAttributePattern> unlessLookedUp;

    private final Set<String> ofBuild;
    private final Set<String> ofProject;

    Condition(String text, Program program, Usage usage) {
        this.text = text;
        this.program = program;
        this.attributes = Set.copyOf(usage.attributes());
        this.ofBuild = Set.copyOf(usage.build());
        this.ofProject = Set.copyOf(usage.project());
        this.unlessLookedUp = attributes.stream()
                .filter(attribute -> !attribute.isOfBuild())
                .map(attribute ->
                        CelAttributePattern.create(Conditions.FINDING).qualify(Qualifier.ofString(attribute.word())))
                .toList();
    }

    public String text() {
        return text;
    }

    /** What it may ask of a finding. */
    public Set<Attribute> attributes() {
        return attributes;
    }

    /** Whether it asks something of the build. */
    public boolean asksBuild() {
        return !ofBuild.isEmpty();
    }

    /** Only what it may ask for: what it is not asked about makes no difference. */
    public Asked needed(Asked asked) {
        Map<String, Object> finding = asked.finding().entrySet().stream()
                .filter(entry -> Attribute.of(entry.getKey())
                        .filter(attributes::contains)
                        .isPresent())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new Asked(finding, only(asked.build(), ofBuild), only(asked.project(), ofProject));
    }

    private static Map<String, Object> only(Map<String, Object> all, Set<String> wanted) {
        return all.entrySet().stream()
                .filter(entry -> wanted.contains(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Whether it holds where all that is known is given: what is not there makes a condition that needs it false. */
    public boolean holds(Asked asked) {
        try {
            return Boolean.TRUE.equals(program.eval(variables(asked)));
        } catch (CelEvaluationException e) {
            return false;
        }
    }

    /** Whether it holds where only attributes {@linkplain Attribute#isOfBuild of the build} are given. */
    public Answer holdsFor(Asked asked) {
        if (unlessLookedUp.isEmpty()) {
            return holds(asked) ? Answer.YES : Answer.NO;
        }
        Map<String, Map<String, Object>> variables = variables(asked);
        try {
            Object answer =
                    program.eval(PartialVars.of(name -> Optional.ofNullable(variables.get(name)), unlessLookedUp));
            if (answer instanceof CelUnknownSet) {
                return Answer.UNKNOWN;
            }
            return Boolean.TRUE.equals(answer) ? Answer.YES : Answer.NO;
        } catch (CelEvaluationException e) {
            // What was not given may decide all the same.
            return Answer.UNKNOWN;
        }
    }

    private static Map<String, Map<String, Object>> variables(Asked asked) {
        return Map.of(
                Conditions.FINDING,
                asked.finding(),
                Conditions.BUILD,
                asked.build(),
                Conditions.PROJECT,
                asked.project());
    }
}
