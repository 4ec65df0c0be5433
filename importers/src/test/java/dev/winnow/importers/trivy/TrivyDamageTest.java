package dev.winnow.importers.trivy;

import dev.winnow.importers.packages.Mutations;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TrivyDamageTest {
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aDamagedReportIsReadOrRefusedButNeverBreaksTheImporter() {
        for (long seed = 1; seed <= 4; seed++) {
            Mutations.survive(new TrivyImporter(), TrivySamples.ALL, seed, 2_500);
        }
    }
}
