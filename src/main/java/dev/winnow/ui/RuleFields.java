package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.QueryParameters;
import dev.winnow.text.EndDate;
import dev.winnow.triage.Match;
import dev.winnow.triage.NewRule;
import dev.winnow.triage.SilenceRule;
import dev.winnow.ui.parts.Form;
import dev.winnow.ui.parts.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of a silence rule: what it matches first, then why, until when and under which name. */
final class RuleFields {
    private static final int LONGEST = 500;

    private final ComboBox<String> project = new ComboBox<>("Project");
    private final ComboBox<String> guard = new ComboBox<>("Guard");
    private final TextField rule = part("Rule", "G104, javascript.eval.*", "");
    private final TextField path = part("Path", "src/test/**", "* stands for a name, ** for any folders");
    private final TextField packageName =
            part("Package", "pkg:npm/lodash, log4j*", "Its name, or purl without version");
    private final TextField versions = part("Versions of the package", "<2.17.1 or >=1.0 <2.0", "");
    private final TextField vulnerability = part("Vulnerability", "CVE-2021-44228, GHSA-…", "Any of these names");
    private final TextField text = part("Text", "Part of the title or message", "");
    private final TextArea reason = new TextArea("Reason");
    private final DatePicker until = new DatePicker("Until");
    private final TextField name = new TextField("Name of the rule");
    private final Map<String, TextField> texts = new LinkedHashMap<>();
    private Optional<Instant> end = Optional.empty();

    RuleFields(Readable readable, LocalDate today) {
        texts.put("rule", rule);
        texts.put("path", path);
        texts.put("package", packageName);
        texts.put("versions", versions);
        texts.put("vulnerability", vulnerability);
        texts.put("text", text);
        choice(project, readable.projects().stream().map(one -> one.name()).toList(), "All projects");
        choice(guard, readable.guards(Optional.empty()), "Any guard");
        guard.setHelperText("What another guard found too keeps counting.");
        reason.setRequiredIndicatorVisible(true);
        reason.setMaxLength(4_000);
        reason.setPlaceholder("For those who come after: why is this no problem?");
        name.setRequiredIndicatorVisible(true);
        name.setMaxLength(100);
        until.setI18n(new DatePicker.DatePickerI18n().setDateFormat("yyyy-MM-dd"));
        until.setMin(today);
        until.setClearButtonVisible(true);
        until.setHelperText("The last day, UTC. Empty: until somebody ends it.");
    }

    private static TextField part(String label, String example, String help) {
        var field = new TextField(label);
        field.setPlaceholder(example);
        field.setHelperText(help);
        field.setMaxLength(LONGEST);
        field.setClearButtonVisible(true);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        return field;
    }

    private static void choice(ComboBox<String> box, List<String> items, String all) {
        box.setItems(items);
        box.setAllowCustomValue(true);
        box.addCustomValueSetListener(set -> box.setValue(set.getDetail()));
        box.setPlaceholder(all);
        box.setClearButtonVisible(true);
    }

    Component[] all() {
        return new Component[] {
            rule, path, packageName, versions, vulnerability, text, guard, project, name, until, reason
        };
    }

    /** Calls whenever what the rule matches is another. */
    void whenMatchChanges(Runnable deed) {
        texts.values().forEach(field -> field.addValueChangeListener(change -> deed.run()));
        List.of(project, guard).forEach(box -> box.addValueChangeListener(change -> deed.run()));
    }

    void fill(SilenceRule from) {
        fill(from.match().given());
        name.setValue(from.name());
        reason.setValue(from.reason());
        end = from.until();
        end.map(EndDate::lastDay).ifPresent(until::setValue);
    }

    /** What the address says of the rule: {@code ?rule=G104&guard=gosec&project=shop}. */
    void fill(QueryParameters parameters) {
        var given = new LinkedHashMap<String, String>();
        parameters
                .getParameters()
                .forEach((part, values) -> values.stream()
                        .map(value -> value.strip())
                        .filter(value -> value.length() <= LONGEST)
                        .findFirst()
                        .ifPresent(value -> given.put(part, value)));
        fill(given);
        name.setValue(Optional.ofNullable(given.get("name")).orElseGet(this::usualName));
        reason.setValue(Optional.ofNullable(given.get("reason")).orElse(""));
    }

    private void fill(Map<String, String> given) {
        texts.forEach((part, field) -> field.setValue(given.getOrDefault(part, "")));
        Optional.ofNullable(given.get("project"))
                .filter(value -> !value.isEmpty())
                .ifPresent(project::setValue);
        Optional.ofNullable(given.get("guard"))
                .filter(value -> !value.isEmpty())
                .ifPresent(guard::setValue);
    }

    /** So that one who comes from a finding needs to say the reason only. */
    private String usualName() {
        Match match = match();
        if (match.given().isEmpty()) {
            return "";
        }
        String words = Words.sentence(RuleWords.text(match));
        return words.length() <= 100 ? words : words.substring(0, 99) + "…";
    }

    Match match() {
        return Match.of(
                project.getValue(),
                guard.getValue(),
                rule.getValue(),
                path.getValue(),
                packageName.getValue(),
                versions.getValue(),
                vulnerability.getValue(),
                text.getValue());
    }

    NewRule rule() {
        return new NewRule(name.getValue(), match(), reason.getValue(), end());
    }

    /** The end that was there before keeps its hour while its day is left as it is. */
    private Optional<Instant> end() {
        LocalDate day = until.getValue();
        return end.filter(before -> EndDate.lastDay(before).equals(day))
                .or(() -> Optional.ofNullable(day).map(EndDate::of));
    }

    /** Shows at each field what is wrong with it. @return whether nothing is */
    boolean accept(Instant now) {
        Map<String, String> errors = match().errors();
        boolean right = Form.accepts(name, said(NewRule.nameError(name.getValue())))
                & Form.accepts(reason, said(NewRule.reasonError(reason.getValue())))
                & Form.accepts(until, said(NewRule.untilError(end(), now)))
                & Form.accepts(project, error(errors.get("project")))
                & Form.accepts(guard, error(errors.get("guard")));
        for (var field : texts.entrySet()) {
            right &= Form.accepts(field.getValue(), error(errors.get(field.getKey())));
        }
        return right & (errors.get("match") == null || Form.accepts(rule, error(errors.get("match"))));
    }

    HasValidationProperties name() {
        return name;
    }

    private static Optional<String> error(@Nullable String error) {
        return said(Optional.ofNullable(error));
    }

    private static Optional<String> said(Optional<String> error) {
        return error.map(Words::sentence);
    }

    static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
