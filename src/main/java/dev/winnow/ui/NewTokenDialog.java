package dev.winnow.ui;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.winnow.access.IssuedToken;
import dev.winnow.access.NewToken;
import dev.winnow.access.TokenRole;
import dev.winnow.access.Tokens;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.Project;
import dev.winnow.project.ProjectName;
import dev.winnow.ui.parts.Command;
import dev.winnow.ui.parts.Form;
import dev.winnow.ui.parts.FormDialog;
import dev.winnow.ui.parts.Html;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes an API token for the caller and shows its secret, once. */
final class NewTokenDialog {
    private static final int DAYS = 90;

    private final Tokens tokens;
    private final Readable readable;
    private final Clock clock;
    private final Runnable made;
    private final TextField name = new TextField("Name");
    private final Select<TokenRole> role = new Select<>();
    private final ComboBox<String> project = new ComboBox<>("Project");
    private final DatePicker expires = new DatePicker("Expires");
    private final FormDialog dialog;

    /** @param made called when there is a new token */
    NewTokenDialog(Tokens tokens, Readable readable, Clock clock, Runnable made) {
        this.tokens = tokens;
        this.readable = readable;
        this.clock = clock;
        this.made = made;
        name.setPlaceholder("What it is for: shop pipeline");
        name.setRequiredIndicatorVisible(true);
        name.setMaxLength(100);
        role.setLabel("Role");
        List<TokenRole> roles = Stream.of(TokenRole.values())
                .filter(one -> readable.caller().mayIssue(one, null))
                .toList();
        role.setItems(roles);
        role.setItemLabelGenerator(RoleWords::name);
        role.addValueChangeListener(change -> role.setHelperText(RoleWords.may(change.getValue())));
        roles.stream().findFirst().ifPresent(role::setValue);
        project.setItems(readable.projects().stream().map(Project::name).toList());
        project.setAllowCustomValue(true);
        project.addCustomValueSetListener(set -> project.setValue(set.getDetail()));
        project.setPlaceholder("All projects");
        project.setHelperText("The only project it opens; it may be one that is not there yet.");
        project.setClearButtonVisible(true);
        expires.setI18n(new DatePicker.DatePickerI18n().setDateFormat("yyyy-MM-dd"));
        expires.setMin(today());
        expires.setValue(today().plusDays(DAYS));
        expires.setClearButtonVisible(true);
        expires.setHelperText("At the end of that day, UTC. Empty: never.");
        dialog = new FormDialog("Create an API token", "Create", this::create, name, role, project, expires);
    }

    void open() {
        dialog.open();
    }

    private void create() {
        boolean named = Form.accepts(name, NewToken.nameError(name.getValue()));
        boolean bound = Form.accepts(project, projectError(project.getValue()));
        boolean ends = Form.accepts(
                expires,
                expires.getValue() != null && expires.getValue().isBefore(today())
                        ? Optional.of("This day is over.")
                        : Optional.empty());
        if (!named || !bound || !ends) {
            return;
        }
        if (role.getValue() == null) {
            throw new NotPermitted("You have no role yet that a token could use: ask an administrator for one.");
        }
        IssuedToken issued = tokens.issue(
                readable.caller(), new NewToken(name.getValue(), role.getValue(), given(project.getValue()), end()));
        made.run();
        dialog.outcome(
                "Token " + issued.token().name(),
                new Paragraph("Copy it now: it is not shown again."),
                new Command("Token", issued.secret()),
                Html.span("Keep it as the secret WINNOW_TOKEN of your pipeline, and use it so:", "soft"),
                new Command(use(issued)));
    }

    private static String use(IssuedToken issued) {
        String project = issued.token().project();
        return switch (issued.token().role()) {
            case UPLOAD -> FirstSteps.upload(project == null ? "my-project" : project);
            case READ, TRIAGE -> FirstSteps.read(project == null ? "/findings" : "/findings?project=" + project);
            case ADMIN -> FirstSteps.read(project == null ? "/tokens" : "/findings?project=" + project);
        };
    }

    private @Nullable Instant end() {
        LocalDate last = expires.getValue();
        return last == null
                ? null
                : last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Optional<String> projectError(@Nullable String name) {
        String given = given(name);
        return given == null || ProjectName.isValid(given)
                ? Optional.empty()
                : Optional.of("Letters, digits, dots, dashes and underscores; a letter or digit first; at most 100.");
    }

    private static @Nullable String given(@Nullable String name) {
        return name == null || name.isBlank() ? null : name.strip();
    }
}
