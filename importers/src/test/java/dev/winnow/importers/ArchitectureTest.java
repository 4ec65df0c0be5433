package dev.winnow.importers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final String ROOT = ArchitectureTest.class.getPackageName();

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void importersUseNoFramework() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "org.hibernate..",
                        "com.vaadin..",
                        "jakarta..",
                        "java.sql..",
                        "java.net.http..",
                        "dev.winnow.finding..",
                        "tools.jackson.databind..")
                .check(classes);
    }

    @Test
    void noFormatDependsOnAnother() {
        Set<String> formats = Formats.all().stream()
                .map(importer -> importer.getClass().getPackageName())
                .collect(Collectors.toSet());
        slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        String name = type.getPackageName();
                        return formats.contains(name) ? SliceIdentifier.of(name) : SliceIdentifier.ignore();
                    }

                    @Override
                    public String getDescription() {
                        return "formats";
                    }
                })
                .should()
                .notDependOnEachOther()
                .check(classes);
    }

    @Test
    void theContractKnowsNoFormat() {
        for (Importer importer : Formats.all()) {
            noClasses()
                    .that()
                    .resideInAnyPackage(ROOT, ROOT + ".cli..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(importer.getClass().getPackageName())
                    .check(classes);
        }
    }
}
