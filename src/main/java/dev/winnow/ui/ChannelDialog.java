package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.winnow.notification.Channel;
import dev.winnow.notification.ChannelKind;
import dev.winnow.notification.ChannelWish;
import dev.winnow.notification.Channels;
import dev.winnow.notification.Occasion;
import dev.winnow.notification.Reach;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.search.query.QueryError;
import dev.winnow.ui.parts.Command;
import dev.winnow.ui.parts.Form;
import dev.winnow.ui.parts.FormDialog;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes or changes a channel. What is secret of one that is there is not shown, and stays where nothing new is typed. */
final class ChannelDialog {
    private static final String EVERYTHING = "All projects";

    /** What becomes of an occasion. */
    private enum Way {
        AT_ONCE("At once"),
        DIGEST("In the digest"),
        NOT("Not at all");

        private final String title;

        Way(String title) {
            this.title = title;
        }

        static Way of(Occasion occasion, Set<Occasion> atOnce, Set<Occasion> inDigest) {
            return atOnce.contains(occasion) ? AT_ONCE : inDigest.contains(occasion) ? DIGEST : NOT;
        }
    }

    private final AlertPages pages;
    private final @Nullable Channel before;
    private final Runnable done;
    private final TextField name = new TextField("Name");
    private final Select<ChannelKind> kind = new Select<>();
    private final ComboBox<String> reach = new ComboBox<>("For");
    private final Map<String, Reach> reaches = new LinkedHashMap<>();
    private final TextField target = new TextField("Address");
    private final PasswordField secret = new PasswordField("Secret for signatures");
    private final TextField query = new TextField("Only findings that fit");
    private final Map<Occasion, Select<Way>> ways = new EnumMap<>(Occasion.class);
    private final MultiSelectComboBox<Integer> hours = new MultiSelectComboBox<>("The digest goes at");
    private final Checkbox enabled = new Checkbox("Send alerts");
    private final FormDialog dialog;

    /**
     * @param before the channel to change; null: a new one
     * @param only what a new one is for; empty: it is chosen
     * @param done called when the channel is as it was wished
     */
    ChannelDialog(AlertPages pages, @Nullable Channel before, Optional<Reach> only, Runnable done) {
        this.pages = pages;
        this.before = before;
        this.done = done;
        name.setMaxLength(ChannelWish.LONGEST_NAME);
        name.setRequiredIndicatorVisible(true);
        name.setPlaceholder("Team chat");
        kind.setLabel("Kind");
        kind.setItems(ChannelKind.values());
        kind.setItemLabelGenerator(ChannelKind::title);
        kind.addValueChangeListener(change -> fit());
        fillReaches(only);
        query.setPlaceholder("severity:>=high -label:later");
        query.setHelperText("In the language of the findings page; empty: all. Turns of the gate always come.");
        fillWays();
        hours.setItems(IntStream.range(0, 24).boxed().toList());
        hours.setItemLabelGenerator(hour -> hour + ":00 UTC");
        List<Component> fields = new ArrayList<>(List.of(name));
        if (before == null) {
            fields.add(kind);
        }
        if (before == null && only.isEmpty()) {
            fields.add(reach);
        }
        fields.addAll(List.of(target, secret, query));
        fields.addAll(ways.values());
        fields.addAll(List.of(hours, enabled));
        fill();
        dialog = new FormDialog(
                before == null ? "New channel" : "Change " + before.name(),
                before == null ? "Create" : "Save",
                this::save,
                fields.toArray(Component[]::new));
    }

    private void fillReaches(Optional<Reach> only) {
        if (only.isPresent()) {
            reaches.put("", only.get());
            return;
        }
        if (pages.caller().mayAdminister()) {
            reaches.put(EVERYTHING, Reach.EVERYTHING);
        }
        pages.teams().forEach(team -> reaches.put("Team " + team, Reach.team(team)));
        pages.projects().forEach(project -> reaches.put("Project " + project, Reach.project(project)));
        reach.setItems(reaches.keySet());
        reach.setRequiredIndicatorVisible(true);
    }

    private void fillWays() {
        for (Occasion occasion : Occasion.values()) {
            var way = new Select<Way>();
            way.setLabel(occasion.title());
            way.setItems(Way.values());
            way.setItemLabelGenerator(one -> one.title);
            ways.put(occasion, way);
        }
    }

    private void fill() {
        Channel known = before;
        if (known == null) {
            kind.setValue(ChannelKind.SLACK);
            ways.forEach((occasion, way) -> way.setValue(Way.of(occasion, Occasion.AT_ONCE, Occasion.IN_DIGEST)));
            hours.setValue(Set.of(ChannelWish.USUAL_HOUR));
            enabled.setValue(true);
            return;
        }
        name.setValue(known.name());
        kind.setValue(known.kind());
        query.setValue(known.query());
        ways.forEach((occasion, way) -> way.setValue(Way.of(occasion, known.atOnce(), known.inDigest())));
        hours.setValue(known.digestHours());
        enabled.setValue(known.enabled());
        target.setPlaceholder(known.shown());
        secret.setPlaceholder("stays as it is");
    }

    /** The fields say what the kind wants. */
    private void fit() {
        ChannelKind chosen = Objects.requireNonNullElse(kind.getValue(), ChannelKind.SLACK);
        boolean mail = chosen == ChannelKind.EMAIL;
        target.setLabel(mail ? "Addresses" : "Address of the webhook");
        target.setRequiredIndicatorVisible(before == null);
        target.setHelperText((mail ? "Separated by commas." : "Begins with https; kept encrypted, and not shown again.")
                + (before == null ? "" : " Empty: it stays as it is."));
        if (before == null) {
            target.setPlaceholder(
                    switch (chosen) {
                        case SLACK -> "https://hooks.slack.com/services/…";
                        case TEAMS -> "https://….logic.azure.com/workflows/…";
                        case WEBHOOK -> "https://alerts.example.org/winnow";
                        case EMAIL -> "team@example.org";
                    });
            secret.setPlaceholder("one is made, and shown once");
        }
        secret.setVisible(chosen == ChannelKind.WEBHOOK);
    }

    void open() {
        dialog.open();
    }

    private void save() {
        boolean named =
                Form.accepts(name, name.getValue().isBlank() ? Optional.of("A name is wanted.") : Optional.empty());
        boolean led = Form.accepts(
                target, before == null && target.getValue().isBlank() ? Optional.of("Where to?") : Optional.empty());
        boolean reached = before != null
                || reach.getParent().isEmpty()
                || Form.accepts(reach, reach.getValue() == null ? Optional.of("What for?") : Optional.empty());
        if (!named || !led || !reached) {
            return;
        }
        try {
            keep(wish());
        } catch (QueryError e) {
            Form.accepts(query, Optional.of(e.line()));
        } catch (InvalidRequest e) {
            refused(e);
        }
    }

    /** Beside the field it is about. */
    private void refused(InvalidRequest refusal) {
        String[] said = String.valueOf(refusal.getMessage()).split(": ", 2);
        String why = said.length > 1 ? dev.winnow.ui.parts.Words.sentence(said[1]) : said[0];
        switch (said[0]) {
            case "target" -> Form.accepts(target, Optional.of(why));
            case "secret" -> Form.accepts(secret, Optional.of(why));
            case "name" -> Form.accepts(name, Optional.of(why));
            case "query" -> Form.accepts(query, Optional.of(why));
            default -> throw new InvalidRequest(why);
        }
    }

    private ChannelWish wish() {
        return new ChannelWish(
                name.getValue(),
                target.getValue().isBlank() ? null : target.getValue(),
                secret.isVisible() && !secret.getValue().isEmpty() ? secret.getValue() : null,
                query.getValue(),
                chosen(Way.AT_ONCE),
                chosen(Way.DIGEST),
                new TreeSet<>(hours.getValue()),
                enabled.getValue());
    }

    private Set<Occasion> chosen(Way way) {
        return ways.entrySet().stream()
                .filter(one -> one.getValue().getValue() == way)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private void keep(ChannelWish wish) {
        if (before != null) {
            pages.channels().change(pages.caller(), before.id(), wish);
            dialog.close();
            done.run();
            return;
        }
        Reach wanted = Objects.requireNonNull(reaches.get(reaches.containsKey("") ? "" : reach.getValue()));
        Channels.Made made = pages.channels().create(pages.caller(), kind.getValue(), wanted, wish);
        done.run();
        if (made.secret().isEmpty()) {
            dialog.close();
            return;
        }
        dialog.outcome(
                "Channel " + made.channel().name(),
                new Paragraph("Deliveries are signed with this secret. Copy it now: it is not shown again."),
                new Command("Secret", made.secret().get()));
    }
}
