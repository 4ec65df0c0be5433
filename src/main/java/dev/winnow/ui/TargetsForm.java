package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import dev.winnow.importers.Severity;
import dev.winnow.metrics.Definition;
import dev.winnow.metrics.Targets;
import dev.winnow.ui.parts.Form;
import dev.winnow.ui.parts.Words;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All that is aimed at, in the units that people say it in. */
final class TargetsForm extends Section {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final TextField mttd = time(Definition.MTTD.title() + ", at most");
    private final TextField mttr = time(Definition.MTTR.title() + ", at most");
    private final BigDecimalField passRate = number(Definition.PASS_RATE.title() + ", at least %");
    private final IntegerField criticals = new IntegerField(Definition.CRITICALS_IN_PRODUCTION.title() + ", at most");
    private final BigDecimalField alerts = number(Definition.ALERTS.title() + ", at most");
    private final Map<Severity, TextField> fixWithin = new EnumMap<>(Severity.class);
    private final Consumer<Targets> save;

    /** @param save keeps them, or refuses to */
    TargetsForm(Targets now, Consumer<Targets> save) {
        this.save = save;
        addClassNames("panel", "targets");
        getElement().setAttribute("aria-label", "Targets");
        mttd.setValue(TargetWords.said(now.mttd()));
        mttr.setValue(TargetWords.said(now.mttr()));
        passRate.setValue(plain(now.passRate() * 100));
        criticals.setValue(now.criticals());
        criticals.setMin(0);
        alerts.setValue(plain(now.alerts()));
        List<Component> fields = new ArrayList<>(List.of(mttd, mttr, passRate, criticals, alerts));
        for (Severity severity : Severity.values()) {
            TextField within = time("Fix " + Words.of(severity).toLowerCase(java.util.Locale.ROOT) + " within");
            within.setHelperText(TargetWords.HELP + "; empty: no target");
            within.setRequired(false);
            within.setValue(now.fixWithin(severity).map(TargetWords::said).orElse(""));
            fixWithin.put(severity, within);
            fields.add(within);
        }
        add(new Form("Save", this::send, fields.toArray(Component[]::new)));
    }

    private static TextField time(String label) {
        var field = new TextField(label);
        field.setHelperText(TargetWords.HELP);
        field.setMaxLength(40);
        field.setRequired(true);
        return field;
    }

    private static BigDecimalField number(String label) {
        var field = new BigDecimalField(label);
        field.setRequired(true);
        return field;
    }

    private static BigDecimal plain(double value) {
        return new BigDecimal(Double.toString(Math.round(value * 1e6) / 1e6)).stripTrailingZeros();
    }

    private void send() {
        boolean good = Form.accepts(mttd, error(mttd.getValue(), true));
        good &= Form.accepts(mttr, error(mttr.getValue(), true));
        good &= Form.accepts(passRate, error(passRate.getValue(), BigDecimal.ZERO, HUNDRED, "From 0 to 100."));
        Integer most = criticals.getValue();
        good &= Form.accepts(
                criticals, most == null || most < 0 ? Optional.of("A whole number from 0.") : Optional.empty());
        good &= Form.accepts(
                alerts,
                error(alerts.getValue(), new BigDecimal("0.01"), BigDecimal.valueOf(10_000), "From 0.01 to 10,000."));
        for (TextField within : fixWithin.values()) {
            good &= Form.accepts(within, error(within.getValue(), false));
        }
        if (good) {
            save.accept(read());
        }
    }

    private static Optional<String> error(String text, boolean required) {
        if (text.isBlank() && !required) {
            return Optional.empty();
        }
        return TargetWords.read(text).filter(time -> time.toSeconds() >= 1).isPresent()
                ? Optional.empty()
                : Optional.of("A time such as 5 min, 4 h or 7 d.");
    }

    private static Optional<String> error(@Nullable BigDecimal value, BigDecimal least, BigDecimal most, String words) {
        boolean within = value != null && value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
        return within ? Optional.empty() : Optional.of(words);
    }

    /** To be asked only where nothing is wrong. */
    private Targets read() {
        var within = new EnumMap<Severity, Duration>(Severity.class);
        fixWithin.forEach(
                (severity, field) -> TargetWords.read(field.getValue()).ifPresent(time -> within.put(severity, time)));
        return new Targets(
                TargetWords.read(mttd.getValue()).orElseThrow(),
                TargetWords.read(mttr.getValue()).orElseThrow(),
                passRate.getValue().divide(HUNDRED).doubleValue(),
                criticals.getValue(),
                alerts.getValue().doubleValue(),
                within);
    }
}
