package dev.winnow.metrics;

import dev.winnow.finding.EpisodeFacts.Fact;
import java.util.List;

/**
 * Episodes of a project, each way in which they are looked for.
 *
 * @param opened all of them, as they opened
 * @param closed those that closed, as they closed
 * @param open those that are open now, as they opened
 */
record EpisodeOrders(FactOrder opened, FactOrder closed, FactOrder open) {
    static final EpisodeOrders NONE = new EpisodeOrders(
            FactOrder.by(Fact::openedAt, fact -> true),
            FactOrder.by(Fact::closedAt, fact -> !fact.isOpen()),
            FactOrder.by(Fact::openedAt, Fact::isOpen));

    EpisodeOrders with(List<Fact> out, List<Fact> in) {
        return new EpisodeOrders(opened.with(out, in), closed.with(out, in), open.with(out, in));
    }
}
