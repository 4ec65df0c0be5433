package dev.winnow.ui;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.select.Select;
import dev.winnow.access.Colleague;
import dev.winnow.access.Colleagues;
import dev.winnow.champion.Roster;
import dev.winnow.champion.Rota;
import dev.winnow.champion.Rota.Turn;
import dev.winnow.champion.Rotas;
import dev.winnow.problem.Conflict;
import dev.winnow.ui.parts.Form;
import dev.winnow.ui.parts.FormDialog;
import dev.winnow.ui.parts.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Gives one turn to someone else, or swaps it with another one. */
final class TurnDialog {
    private final Roster roster;
    private final Turn turn;
    private final Rotas rotas;
    private final Readable readable;
    private final Runnable changed;
    private final ComboBox<Colleague> taker;
    private final Select<Turn> swap = new Select<>();
    private final FormDialog dialog;

    TurnDialog(
            Roster roster,
            Turn turn,
            List<Turn> turns,
            Rotas rotas,
            Colleagues colleagues,
            Readable readable,
            Runnable changed) {
        this.roster = roster;
        this.turn = turn;
        this.rotas = rotas;
        this.readable = readable;
        this.changed = changed;
        taker = RotaDialog.people("Who takes it", roster.team(), colleagues, readable);
        taker.setHelperText("All other turns stay as they are.");
        swap.setLabel("Or swap it with");
        swap.setEmptySelectionAllowed(true);
        swap.setEmptySelectionCaption("no other turn");
        swap.setItems(turns.stream()
                .filter(other -> !other.equals(turn) && other.champion().isPresent())
                .toList());
        swap.setItemLabelGenerator(other -> other == null
                ? "no other turn"
                : ChampionPanel.days(other) + ", "
                        + other.champion().map(roster::name).orElse(""));
        dialog = new FormDialog("The turn from " + ChampionPanel.days(turn), "Hand over", this::handOver, taker, swap);
    }

    void open() {
        dialog.open();
    }

    private void handOver() {
        Optional<Colleague> other = Optional.ofNullable(taker.getValue());
        Optional<Turn> swapped = Optional.ofNullable(swap.getValue());
        if (!Form.accepts(
                taker,
                other.isPresent() == swapped.isPresent()
                        ? Optional.of("Choose someone who takes it, or a turn to swap it with.")
                        : Optional.empty())) {
            return;
        }
        Rota rota = roster.rota().orElseThrow();
        try {
            rotas.put(
                    readable.caller(),
                    roster.team(),
                    swapped.isPresent()
                            ? rota.swapped(turn, swapped.get())
                            : rota.replaced(turn.first(), other.orElseThrow().login()),
                    OptionalLong.of(roster.revision()));
        } catch (Conflict e) {
            // The turn may be somebody else's now, or none: what is chosen here may make no sense any more.
            dialog.close();
            changed.run();
            Refusal.shown(RotaDialog.meanwhile(rotas.of(readable.caller(), roster.team()))
                    + " Nothing was handed over: look at the turns as they are now.");
            return;
        }
        dialog.close();
        changed.run();
    }
}
