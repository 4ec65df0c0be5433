package dev.winnow.policy.language;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.winnow.policy.language.Conditions.Trouble;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a checked condition asks of a finding, and what of that cannot be meant: a comparison with a word that the
 * attribute never has would be false for ever, silently.
 *
 * @param build what it asks of the build, by its words
 * @param project what it asks of the project
 */
record Usage(Set<Attribute> attributes, Set<String> build, Set<String> project, List<Trouble> troubles) {
    private static final Set<String> WHOLE = Set.of(Conditions.FINDING, Conditions.BUILD, Conditions.PROJECT);
    private static final Set<String> COMPARING = Set.of("_==_", "_!=_", "@in");

    static Usage of(CelAbstractSyntaxTree tree) {
        var attributes = EnumSet.noneOf(Attribute.class);
        var troubles = new ArrayList<Trouble>();
        CelNavigableAst.fromAst(tree).getRoot().allNodes().forEach(node -> {
            asked(node.expr()).ifPresent(attributes::add);
            if (isWhole(node)) {
                troubles.add(trouble(
                        tree.getSource(),
                        node.expr(),
                        "say which attribute is asked for: finding.severity and so on."));
            }
            if (node.getKind() == Kind.CALL
                    && COMPARING.contains(node.expr().call().function())) {
                compared(tree.getSource(), node.expr(), troubles);
            }
        });
        return new Usage(attributes, asks(tree, Conditions.BUILD), asks(tree, Conditions.PROJECT), troubles);
    }

    private static Set<String> asks(CelAbstractSyntaxTree tree, String variable) {
        return CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .filter(expression -> expression.getKind() == Kind.SELECT
                        && isIdent(expression.select().operand(), variable))
                .map(expression -> expression.select().field())
                .collect(Collectors.toSet());
    }

    /** The attribute that this expression is. */
    private static Optional<Attribute> asked(CelExpr expression) {
        return expression.getKind() == Kind.SELECT
                        && isFinding(expression.select().operand())
                ? Attribute.of(expression.select().field())
                : Optional.empty();
    }

    private static boolean isFinding(CelExpr expression) {
        return isIdent(expression, Conditions.FINDING);
    }

    private static boolean isIdent(CelExpr expression, String name) {
        return expression.getKind() == Kind.IDENT && expression.ident().name().equals(name);
    }

    /** A finding, build or project of which no attribute is asked. */
    private static boolean isWhole(CelNavigableExpr node) {
        return WHOLE.stream().anyMatch(name -> isIdent(node.expr(), name))
                && node.parent().map(CelNavigableExpr::getKind).orElse(Kind.IDENT) != Kind.SELECT;
    }

    private static void compared(CelSource source, CelExpr call, List<Trouble> troubles) {
        List<CelExpr> sides = call.call().args();
        Optional<Attribute> attribute =
                sides.stream().flatMap(side -> asked(side).stream()).findFirst();
        if (attribute.isEmpty() || attribute.get().words().isEmpty()) {
            return;
        }
        sides.stream()
                .flatMap(side -> side.getKind() == Kind.LIST ? side.list().elements().stream() : Stream.of(side))
                .filter(side ->
                        side.getKind() == Kind.CONSTANT && side.constant().getKind() == CelConstant.Kind.STRING_VALUE)
                .filter(side ->
                        !attribute.get().words().contains(side.constant().stringValue()))
                .forEach(side -> troubles.add(trouble(
                        source,
                        side,
                        "finding." + attribute.get().word() + " is never \""
                                + side.constant().stringValue() + "\"; it is one of "
                                + String.join(", ", attribute.get().words()) + ".")));
    }

    private static Trouble trouble(CelSource source, CelExpr at, String what) {
        CelSourceLocation place = Optional.ofNullable(source.getPositionsMap().get(at.id()))
                .flatMap(source::getOffsetLocation)
                .orElse(CelSourceLocation.of(1, 0));
        return new Trouble(place.getLine(), place.getColumn() + 1, what);
    }
}
