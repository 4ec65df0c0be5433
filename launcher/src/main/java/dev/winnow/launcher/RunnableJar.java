package dev.winnow.launcher;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.boot.loader.tools.CustomLoaderLayout;
import org.springframework.boot.loader.tools.Layout;
import org.springframework.boot.loader.tools.LayoutFactory;
import org.springframework.boot.loader.tools.Layouts;
import org.springframework.boot.loader.tools.LoaderClassesWriter;

/** Spring Boot's layout of a runnable jar, with {@link Launcher} beside Boot's own. Used by the build alone. */
public final class RunnableJar implements LayoutFactory {
    private static final List<Class<?>> CLASSES = List.of(
            Launcher.class,
            Command.class,
            ShortRun.class,
            ShortRun.End.class,
            ShortRun.Watch.class,
            NestedJars.class,
            NestedJars.Resource.class,
            NestedJars.Handler.class,
            NestedJar.class);

    @Override
    public Layout getLayout(File source) {
        return new WithLauncher();
    }

    private static final class WithLauncher extends Layouts.Jar implements CustomLoaderLayout {
        @Override
        public String getLauncherClassName() {
            return Launcher.class.getName();
        }

        @Override
        public void writeLoadedClasses(LoaderClassesWriter writer) throws IOException {
            writer.writeLoaderClasses();
            for (Class<?> type : CLASSES) {
                String file = type.getName().replace('.', '/') + ".class";
                try (InputStream bytes = RunnableJar.class.getClassLoader().getResourceAsStream(file)) {
                    if (bytes == null) {
                        throw new IOException(file + " is missing");
                    }
                    writer.writeEntry(file, bytes);
                }
            }
        }
    }
}
