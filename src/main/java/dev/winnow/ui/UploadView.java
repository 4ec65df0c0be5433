package dev.winnow.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadFormat;
import com.vaadin.flow.component.upload.UploadI18N;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.UploadEvent;
import dev.winnow.access.Caller;
import dev.winnow.finding.Scan;
import dev.winnow.finding.ScanRequest;
import dev.winnow.finding.ScanStatus;
import dev.winnow.finding.Scans;
import dev.winnow.importers.Formats;
import dev.winnow.importers.Importer;
import dev.winnow.importers.ReportException;
import dev.winnow.intake.ImportProgress;
import dev.winnow.intake.Intake;
import dev.winnow.intake.UploadPermission;
import dev.winnow.problem.InvalidRequest;
import dev.winnow.problem.NotPermitted;
import dev.winnow.project.Build;
import dev.winnow.project.Builds;
import dev.winnow.project.Project;
import dev.winnow.ui.parts.Command;
import dev.winnow.ui.parts.Html;
import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reports by hand: several files for one commit, each followed until it is imported or refused. */
@Route("upload")
@RolesAllowed({"DEVELOPER", "SECURITY", "ADMIN"})
class UploadView extends Page implements BeforeEnterObserver {
    private static final int POLL_MILLIS = 400;

    private final Readable readable;
    private final Intake intake;
    private final UploadPermission permission;
    private final Scans scans;
    private final Builds builds;
    private final ComboBox<String> project = new ComboBox<>("Project");
    private final TextField commit = new TextField("Commit");
    private final TextField branch = new TextField("Branch");
    private final Upload upload = new Upload(this::receive);
    private final Span hint = Html.span("", "soft");
    private final Div files = Html.div("files");
    private final List<UploadedFile> followed = new ArrayList<>();

    /** For a new project, where it can be of several teams; read by the threads that receive files. */
    private volatile String team = "";

    /** What the files are, where they do not show it; read by the same threads. */
    private volatile @Nullable String format;

    /** Read by the threads that receive files. */
    private volatile UploadRequest request = new UploadRequest("", "", "");

    UploadView(Readable readable, Intake intake, UploadPermission permission, Scans scans, Builds builds) {
        this.readable = readable;
        this.intake = intake;
        this.permission = permission;
        this.scans = scans;
        this.builds = builds;
        add(
                new H1("Upload reports"),
                Html.div("panel", Html.span("Which build were they made for?", "label"), fields(), dropZone(), hint),
                files,
                Html.panel(
                        "From a pipeline",
                        new Command(FirstSteps.upload("my-project")),
                        new NativeDetails(
                                "What was changed past the pipeline, by Terraform or OpenTofu",
                                new Command(FirstSteps.drift("my-project")))));
        check();
    }

    @Override
    String title() {
        return "Upload reports";
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        List<String> names = readable.projects().stream().map(Project::name).toList();
        project.setItems(names);
        event.getLocation().getQueryParameters().getSingleParameter("project").ifPresent(project::setValue);
        check();
    }

    private Div fields() {
        project.setAllowCustomValue(true);
        project.addCustomValueSetListener(set -> project.setValue(set.getDetail()));
        project.setPlaceholder("A new name makes a project");
        project.addValueChangeListener(change -> check());
        commit.setPlaceholder("Hash of the commit that was scanned");
        branch.setPlaceholder("The project's tracked branch");
        for (TextField field : List.of(commit, branch)) {
            field.setValueChangeMode(ValueChangeMode.EAGER);
            field.addValueChangeListener(change -> check());
            field.setClearButtonVisible(true);
        }
        project.setRequiredIndicatorVisible(true);
        commit.setRequiredIndicatorVisible(true);
        // The page says what is wrong itself, with the words for it.
        project.setManualValidation(true);
        commit.setManualValidation(true);
        branch.setManualValidation(true);
        Div fields = Html.div("filters", project, commit, branch, formatChoice());
        var teams = readable.caller().ownTeams();
        if (teams.size() > 1) {
            var choice = new Select<String>();
            choice.setLabel("Team of a new project");
            choice.setItems(teams);
            choice.addValueChangeListener(change -> team = text(change.getValue()));
            choice.setValue(teams.first());
            fields.add(choice);
        }
        return fields;
    }

    /** Only reports that found nothing need it: an empty list may be one tool's or another's. */
    private Select<String> formatChoice() {
        var choice = new Select<String>();
        choice.setLabel("Format");
        choice.setItems(Formats.all().stream().map(Importer::format).toList());
        choice.setItemLabelGenerator(name -> name == null
                ? "Recognised"
                : Formats.named(name).map(Importer::title).orElse(name));
        choice.setEmptySelectionAllowed(true);
        choice.setEmptySelectionCaption("Recognised");
        choice.setHelperText("Needed for an empty report alone");
        choice.addValueChangeListener(change -> format = change.getValue());
        return choice;
    }

    private Upload dropZone() {
        // As it is: a multipart body would be read into a file first.
        upload.setUploadFormat(UploadFormat.RAW);
        upload.setDropLabel(new Span("or drop report files here: " + Formats.titles()));
        var words = new UploadI18N();
        words.setAddFiles(new UploadI18N.AddFiles().setMany("Choose files…"));
        upload.setI18n(words);
        upload.addAllFinishedListener(finished -> upload.clearFileList());
        return upload;
    }

    private void check() {
        var asked = new UploadRequest(text(project.getValue()), commit.getValue(), branch.getValue());
        request = asked;
        show(project, asked.project().isEmpty() ? Optional.empty() : asked.projectError());
        show(commit, asked.commit().isEmpty() ? Optional.empty() : asked.commitError());
        show(branch, asked.branchError());
        upload.setEnabled(asked.isValid());
        hint.setText(asked.isValid() ? "" : "Name the project and the commit, then add the files.");
    }

    private static void show(com.vaadin.flow.component.HasValidation field, Optional<String> error) {
        field.setErrorMessage(error.orElse(""));
        field.setInvalid(error.isPresent());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    /** Runs on the thread of the request that brings the file, without the session's lock. */
    private void receive(UploadEvent event) throws IOException {
        UploadRequest asked = request;
        UI ui = event.getUI();
        var file = new UploadedFile(event.getFileName(), event.getFileSize());
        ui.access(() -> {
            files.addComponentAsFirst(file);
            followed.add(file);
        });
        Optional<String> refused;
        try {
            Caller caller = readable.caller();
            if (!asked.isValid()) {
                throw new InvalidRequest("Name the project and the commit.");
            }
            ScanRequest allowed = permission.allowed(caller, asked.toScan(), team);
            Intake.Accepted accepted = intake.accept(event.getInputStream(), allowed, format, caller.actor());
            ui.access(() -> {
                file.accepted(
                        accepted.scanId(),
                        scans.findById(accepted.scanId()).map(Scan::format).orElse(""));
                file.repeats(!accepted.isNew());
                follow();
            });
            return;
        } catch (ReportException e) {
            refused = Optional.of(FailureText.of(e));
        } catch (InvalidRequest | NotPermitted e) {
            refused = Optional.ofNullable(e.getMessage());
        } catch (IOException e) {
            ui.access(() -> file.failed("The file did not arrive whole. Try again."));
            throw e;
        }
        String reason = refused.orElse("");
        ui.access(() -> file.failed(reason));
    }

    private void follow() {
        UI ui = getUI().orElse(null);
        if (ui == null) {
            return;
        }
        followed.stream().filter(UploadedFile::isImporting).forEach(this::update);
        followed.removeIf(UploadedFile::isSettled);
        ui.setPollInterval(followed.stream().anyMatch(UploadedFile::isImporting) ? POLL_MILLIS : -1);
    }

    private void update(UploadedFile file) {
        Optional<ImportProgress> progress = intake.progress(file.scanId());
        Scan scan = scans.findById(file.scanId()).orElseThrow();
        if (scan.status() == ScanStatus.FAILED) {
            file.failed(scan.failure().map(FailureText::of).orElse("The import failed."));
        } else if (scan.status() == ScanStatus.IMPORTED) {
            Build build = builds.findById(scan.buildId().orElseThrow()).orElseThrow();
            file.imported(scan, scan.request().project(), build);
        } else {
            progress.ifPresent(file::progress);
        }
    }

    @Override
    protected void onAttach(com.vaadin.flow.component.AttachEvent event) {
        UI ui = event.getUI();
        var polling = ui.addPollListener(poll -> follow());
        addDetachListener(detached -> {
            detached.unregisterListener();
            polling.remove();
            ui.setPollInterval(-1);
        });
    }
}
