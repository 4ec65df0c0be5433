package dev.winnow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The arrows between packages run one way, and nothing asks for what this build cannot give. */
class ArchitectureTests {
    private static final JavaClasses APPLICATION = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.winnow");

    /** Vaadin's components that need a subscription, by the package or class they live in. */
    private static final String[] COMMERCIAL = {
        "com.vaadin.flow.component.board..",
        "com.vaadin.flow.component.charts..",
        "com.vaadin.flow.component.cookieconsent..",
        "com.vaadin.flow.component.crud..",
        "com.vaadin.flow.component.dashboard..",
        "com.vaadin.flow.component.gridpro..",
        "com.vaadin.flow.component.map..",
        "com.vaadin.flow.component.richtexteditor..",
        "com.vaadin.flow.component.spreadsheet..",
        "com.vaadin.collaborationengine.."
    };

    private static final Set<String> NEED_A_BUNDLE = Set.of(
            "com.vaadin.flow.component.dependency.CssImport",
            "com.vaadin.flow.component.dependency.CssImport$Container",
            "com.vaadin.flow.component.dependency.JsModule",
            "com.vaadin.flow.component.dependency.JsModule$Container",
            "com.vaadin.flow.component.dependency.NpmPackage",
            "com.vaadin.flow.component.dependency.NpmPackage$Container");

    @Test
    void modulesKeepTheirDirectionsAndTheirInnards() {
        // The importers are a library of their own: all its public types may be used.
        ApplicationModules.of(Winnow.class)
                .detectViolations()
                .filter(violation -> !violation.getMessage().contains("within module 'importers'"))
                .throwIfPresent();
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        slices().matching("dev.winnow.(*)..").should().beFreeOfCycles().check(APPLICATION);
    }

    @Test
    void nothingNeedsAFrontEndBundleBuild() {
        noClasses()
                .should()
                .beAnnotatedWith(aFrontEndDependency())
                .because("the application ships the bundle that comes with Vaadin; use @StyleSheet or @JavaScript with"
                        + " files of frontend/static")
                .allowEmptyShould(true)
                .check(APPLICATION);
    }

    @Test
    void onlyFreeVaadinComponentsAreUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(COMMERCIAL)
                .because("they need a subscription")
                .check(APPLICATION);
    }

    @Test
    void importersKnowNoFramework() {
        noClasses()
                .that()
                .resideInAPackage("dev.winnow.importers..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "com.vaadin..", "jakarta..", "org.hibernate..")
                .check(APPLICATION);
    }

    @Test
    void onlyTheEdgesKnowHttpAndVaadin() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.winnow.api..", "dev.winnow.ui..", "dev.winnow.security..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.vaadin..", "jakarta.servlet..", "org.springframework.web..")
                .check(APPLICATION);
    }

    @Test
    void everyPackageIsNullMarkedAndSaysWhatItIsFor() {
        Set<String> bare = APPLICATION.stream()
                .map(JavaClass::getPackage)
                .filter(one -> one.tryGetPackageInfo().isEmpty()
                        || !one.getPackageInfo().isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(bare).isEmpty();
    }

    private static DescribedPredicate<JavaAnnotation<?>> aFrontEndDependency() {
        return DescribedPredicate.describe("an annotation that needs a bundle build", annotation -> {
            String name = annotation.getRawType().getFullName();
            boolean namedTheme = name.equals("com.vaadin.flow.theme.Theme")
                    && annotation.tryGetExplicitlyDeclaredProperty("value").isPresent();
            return namedTheme || NEED_A_BUNDLE.contains(name);
        });
    }
}
