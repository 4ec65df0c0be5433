package dev.winnow.policy.language;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.winnow.text.Glob;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes conditions of their texts: expressions in CEL (Common Expression Language) over {@code finding}, {@code build} and
 * {@code project}, with some functions of CEL's strings extension and {@code text.glob("src/**")}. What could make values
 * grow without end from a short text (map, replace, split, join) is left out: a policy comes from anyone who may check one.
 */
final class Conditions {
    static final String FINDING = "finding";
    static final String BUILD = "build";
    static final String PROJECT = "project";

    private static final int LONGEST = 5_000;

    /** Bounds what nested loops over a finding's lists cost. */
    private static final int MOST_STEPS = 10_000;

    private static final Set<CelStringExtensions.Function> SAFE = Set.of(
            CelStringExtensions.Function.CHAR_AT,
            CelStringExtensions.Function.INDEX_OF,
            CelStringExtensions.Function.LAST_INDEX_OF,
            CelStringExtensions.Function.LOWER_ASCII,
            CelStringExtensions.Function.SUBSTRING,
            CelStringExtensions.Function.TRIM,
            CelStringExtensions.Function.UPPER_ASCII);

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableUnknownTracking(true)
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(MOST_STEPS)
            .maxExpressionCodePointSize(LONGEST)
            .build();

    static final Map<String, CelType> OF_FINDING = Arrays.stream(Attribute.values())
            .collect(Collectors.toMap(Attribute::word, Attribute::type, (a, b) -> a, TreeMap::new));
    static final Map<String, CelType> OF_BUILD = new TreeMap<>(Map.of(
            "id", SimpleType.STRING,
            "commit", SimpleType.STRING,
            "branch", SimpleType.STRING,
            "tracked", SimpleType.BOOL,
            "change", SimpleType.STRING,
            "guards", ListType.create(SimpleType.STRING)));
    static final Map<String, CelType> OF_PROJECT = new TreeMap<>(
            Map.of("name", SimpleType.STRING, "team", SimpleType.STRING, "trackedBranch", SimpleType.STRING));

    private static final Map<String, StructType> TYPES = Map.of(
            "winnow.finding", type("winnow.finding", OF_FINDING),
            "winnow.build", type("winnow.build", OF_BUILD),
            "winnow.project", type("winnow.project", OF_PROJECT));

    private static final CelTypeProvider PROVIDER = new CelTypeProvider() {
        @Override
        public ImmutableCollection<CelType> types() {
            return ImmutableList.copyOf(TYPES.values());
        }

        @Override
        public Optional<CelType> findType(String name) {
            return Optional.ofNullable(TYPES.get(name));
        }
    };

    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(
                    CelStandardMacro.HAS,
                    CelStandardMacro.ALL,
                    CelStandardMacro.EXISTS,
                    CelStandardMacro.EXISTS_ONE,
                    CelStandardMacro.FILTER)
            .setTypeProvider(PROVIDER)
            .addVar(FINDING, type("winnow.finding"))
            .addVar(BUILD, type("winnow.build"))
            .addVar(PROJECT, type("winnow.project"))
            .addLibraries(CelExtensions.strings(SAFE))
            .addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                    "glob",
                    CelOverloadDecl.newMemberOverload(
                            "string_glob", SimpleType.BOOL, SimpleType.STRING, SimpleType.STRING)))
            .setResultType(SimpleType.BOOL)
            .build();

    private static final CelRuntime RUNTIME = CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .setTypeProvider(PROVIDER)
            .addLibraries(CelExtensions.strings(SAFE))
            .addFunctionBindings(CelFunctionBinding.from("string_glob", String.class, String.class, Conditions::glob))
            .build();

    private Conditions() {}

    /** What is wrong with a condition. @param line from 1, within the condition @param column from 1 */
    record Trouble(int line, int column, String what) {}

    /** A condition cannot be asked. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        private final transient List<Trouble> troubles;

        Unusable(List<Trouble> troubles) {
            super(troubles.toString());
            this.troubles = List.copyOf(troubles);
        }

        List<Trouble> troubles() {
            return troubles;
        }
    }

    static Condition of(String text) throws Unusable {
        if (text.length() > LONGEST) {
            throw new Unusable(List.of(new Trouble(1, 1, "a condition has at most " + LONGEST + " characters.")));
        }
        CelValidationResult checked = COMPILER.compile(text);
        if (checked.hasError()) {
            throw new Unusable(
                    checked.getErrors().stream().map(Conditions::trouble).toList());
        }
        try {
            CelAbstractSyntaxTree tree = checked.getAst();
            var usage = Usage.of(tree);
            if (!usage.troubles().isEmpty()) {
                throw new Unusable(usage.troubles());
            }
            return new Condition(text, RUNTIME.createProgram(tree), usage);
        } catch (CelValidationException | CelEvaluationException e) {
            throw new Unusable(List.of(new Trouble(1, 1, String.valueOf(e.getMessage()))));
        }
    }

    private static Trouble trouble(CelIssue issue) {
        int line = Math.max(1, issue.getSourceLocation().getLine());
        int column = Math.max(0, issue.getSourceLocation().getColumn()) + 1;
        return new Trouble(line, column, inWords(issue.getMessage()));
    }

    /** What the checker says of unknown names, with the names that there are. */
    private static String inWords(String message) {
        if (message.startsWith("undefined field")) {
            return message + "; finding has " + String.join(", ", OF_FINDING.keySet()) + "; build has "
                    + String.join(", ", OF_BUILD.keySet()) + "; project has "
                    + String.join(", ", OF_PROJECT.keySet()) + ".";
        }
        if (message.startsWith("undeclared reference")) {
            return message + "; a condition asks finding, build and project.";
        }
        return message;
    }

    private static boolean glob(String text, String pattern) {
        return Glob.stars(pattern) <= Glob.MOST_STARS && Glob.matchesPath(pattern, text);
    }

    private static StructType type(String name) {
        StructType type = TYPES.get(name);
        if (type == null) {
            throw new IllegalArgumentException(name);
        }
        return type;
    }

    private static StructType type(String name, Map<String, CelType> attributes) {
        ImmutableMap<String, CelType> fields = ImmutableMap.copyOf(attributes);
        return StructType.create(name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
    }
}
