package dev.winnow.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Command;
import dev.winnow.ui.parts.Form;
import dev.winnow.ui.parts.FormDialog;
import dev.winnow.wall.Displays;
import dev.winnow.wall.WallScope;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes a display link and shows its address, once. */
final class DisplayDialog {
    private final Displays displays;
    private final Readable readable;
    private final @Nullable WallScope only;
    private final Runnable made;
    private final TextField name = new TextField("Name");
    private final MultiSelectComboBox<String> projects = new MultiSelectComboBox<>("Projects");
    private final FormDialog dialog;

    /**
     * @param only the wall that it is for; null: it is chosen
     * @param made called when there is a new link
     */
    DisplayDialog(Displays displays, Readable readable, @Nullable WallScope only, Runnable made) {
        this.displays = displays;
        this.readable = readable;
        this.only = only;
        this.made = made;
        name.setPlaceholder("Where the screen hangs: kitchen, 2nd floor");
        name.setRequiredIndicatorVisible(true);
        name.setMaxLength(100);
        projects.setItems(readable.projects().stream().map(Project::name).toList());
        projects.setPlaceholder("All projects");
        projects.setHelperText("None chosen: all there are, and those to come. A team's wall is made on its page.");
        Component[] fields = only == null ? new Component[] {name, projects} : new Component[] {name};
        dialog = new FormDialog("Make a display link", "Make", this::make, fields);
    }

    void open() {
        dialog.open();
    }

    private void make() {
        if (!Form.accepts(name, Displays.nameError(name.getValue()))) {
            return;
        }
        Displays.Made link = displays.make(readable.caller(), name.getValue(), scope());
        made.run();
        dialog.outcome(
                "Open this on the screen",
                new Paragraph(
                        "Copy it now: it is not shown again. The browser there keeps it, and the address bar does not show"
                                + " it. Add ?theme=dark or ?theme=light to choose the colours."),
                new Command("Address", FirstSteps.address() + "/wall/" + link.secret()));
    }

    private WallScope scope() {
        if (only != null) {
            return only;
        }
        return projects.getValue().isEmpty()
                ? new WallScope.Everything()
                : new WallScope.OfProjects(new TreeSet<>(projects.getValue()));
    }
}
