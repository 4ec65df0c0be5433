package dev.winnow.project;

import dev.winnow.importers.Category;
import dev.winnow.importers.Texts;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One security control of a project: a tool with its rule set, at a stage, in a category. */
@Entity
public class Guard {
    private static final int TOOL = 200;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private long projectId;
    private String name;
    private String tool;

    @Enumerated(EnumType.STRING)
    private Stage stage;

    @Enumerated(EnumType.STRING)
    private Category category;

    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected Guard() {}

    public Guard(Project project, String name, String tool, Stage stage, Category category, Instant createdAt) {
        this.projectId = project.id();
        this.name = name;
        this.tool = Texts.atMost(Texts.line(tool), TOOL);
        this.stage = stage;
        this.category = category;
        this.createdAt = createdAt;
    }

    /** What an upload says of the guard holds from then on. */
    public void place(Stage stage, Category category) {
        this.stage = stage;
        this.category = category;
    }

    public long id() {
        return Persisted.id(id);
    }

    public long projectId() {
        return projectId;
    }

    public String name() {
        return name;
    }

    public String tool() {
        return tool;
    }

    public Stage stage() {
        return stage;
    }

    public Category category() {
        return category;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
