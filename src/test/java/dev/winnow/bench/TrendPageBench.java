package dev.winnow.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import dev.winnow.Winnow;
import dev.winnow.support.Chromium;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToDoubleFunction;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;

/**
 * Opens the pages of trends and of guards in a browser, over ten projects with 200,000 findings and 2,000 builds in three
 * years (or as many builds as the first argument says, with a hundred findings each). Prints what the server takes for a
 * page as a whole, with charts and all that the browser asks it for until the page stands: wall time, and time of the
 * processor. The second argument is a directory to keep the data in: what is there already is
 * not made again. The third is how the addresses begin of those pages that are opened; all without it. H2 without its result cache.
 */
public final class TrendPageBench {
    private static final int WARM = 8;
    private static final int RUNS = 11;
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    /** What the browser has asked the server to compute since this was emptied. */
    private static final List<Cost> COSTS = new CopyOnWriteArrayList<>();

    private TrendPageBench() {}

    /** In milliseconds. */
    private record Cost(double wall, double cpu) {
        Cost plus(Cost other) {
            return new Cost(wall + other.wall, cpu + other.cpu);
        }
    }

    /** Takes the time of what makes a page: not of styles, scripts and pictures. */
    private static final class Stopwatch implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            String query = ((HttpServletRequest) request).getQueryString();
            if (query == null || !query.contains("v-r=")) {
                chain.doFilter(request, response);
                return;
            }
            long begin = System.nanoTime();
            long cpu = CLOCK.getCurrentThreadCpuTime();
            try {
                chain.doFilter(request, response);
            } finally {
                COSTS.add(new Cost((System.nanoTime() - begin) / 1e6, (CLOCK.getCurrentThreadCpuTime() - cpu) / 1e6));
            }
        }
    }

    public static void main(String[] args) throws Exception {
        int builds = args.length > 0 ? Integer.parseInt(args[0]) : 2_000;
        Path dataDir = args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("winnow-trend-pages");
        String only = args.length > 2 ? args[2] : "/";
        boolean made = Files.exists(dataDir.resolve("db"));
        try (var context = new SpringApplicationBuilder(Winnow.class)
                .initializers(start -> ((GenericApplicationContext) start)
                        .registerBean("stopwatch", FilterRegistrationBean.class, TrendPageBench::stopwatch))
                .run(
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--winnow.data-dir=" + dataDir,
                        "--winnow.admin-password=bench-bench-bench",
                        "--logging.level.root=warn",
                        "--spring.datasource.url=jdbc:h2:file:" + dataDir
                                + "/db/winnow;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;OPTIMIZE_REUSE_RESULTS=0")) {
            if (!made) {
                new ThreeYears(context, List.of("lint", "deps", "images", "web", "secrets")).fill("large", builds);
            }
            open("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"), only);
        }
        // The browser is the JVM's.
        System.exit(0);
    }

    private static FilterRegistrationBean<Stopwatch> stopwatch() {
        var bean = new FilterRegistrationBean<>(new Stopwatch());
        bean.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return bean;
    }

    private static void open(String server, String only) {
        var context = Chromium.shared().newContext(new Browser.NewContextOptions().setViewportSize(1440, 900));
        context.setDefaultTimeout(120_000);
        Page page = context.newPage();
        page.navigate(server + "/login");
        page.locator("input[name=username]").fill("admin");
        page.locator("input[name=password]").fill("bench-bench-bench");
        page.locator("vaadin-button[slot=submit]").click();
        page.locator("main#content").waitFor();
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("trends, as usual", "/trends");
        pages.put("trends of 3 years by month", "/trends?period=1095d");
        pages.put("trends of 3 years by week", "/trends?period=1095d&by=week");
        pages.put("trends of a year by day", "/trends?period=365d&by=day");
        pages.put("guards, as usual", "/guards");
        pages.put("guards of 3 years", "/guards?period=1095d");
        pages.put("each of each project", "/guards?period=1095d&by=project");
        pages.put("behind all opened", "/trends/behind?period=1095d&metric=opened");
        pages.forEach((name, path) -> {
            if (path.startsWith(only)) {
                time(page, name, server + path);
            }
        });
    }

    private static void time(Page page, String name, String address) {
        var costs = new ArrayList<Cost>();
        double first = 0;
        for (int run = 0; run < WARM + RUNS; run++) {
            page.navigate("about:blank");
            COSTS.clear();
            page.navigate(address);
            page.locator("main#content h1").waitFor();
            page.evaluate("""
                    async () => {
                        const asking = () => Object.values(window.Vaadin?.Flow?.clients ?? {})
                                .some(client => client.isActive?.());
                        for (let still = 0; still < 5; still = asking() ? 0 : still + 1) {
                            await new Promise(drawn => requestAnimationFrame(drawn));
                        }
                    }""");
            Cost whole = COSTS.stream().reduce(new Cost(0, 0), Cost::plus);
            if (run == 0) {
                first = whole.wall();
            } else if (run >= WARM) {
                costs.add(whole);
            }
        }
        System.out.printf(
                "%-28s first %6.0f ms, then %6.1f ms (best %6.1f, worst %6.1f), processor %6.1f ms, %d requests%n",
                name,
                first,
                sorted(costs, Cost::wall)[RUNS / 2],
                sorted(costs, Cost::wall)[0],
                sorted(costs, Cost::wall)[RUNS - 1],
                sorted(costs, Cost::cpu)[RUNS / 2],
                COSTS.size());
    }

    private static double[] sorted(List<Cost> costs, ToDoubleFunction<Cost> what) {
        return costs.stream().mapToDouble(what).sorted().toArray();
    }
}
