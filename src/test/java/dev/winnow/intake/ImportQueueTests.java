package dev.winnow.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.winnow.finding.Scan;
import dev.winnow.finding.ScanRequest;
import dev.winnow.finding.ScanStatus;
import dev.winnow.finding.Scans;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ImportQueueTests {
    private final ScanImport imports = mock();
    private final Scans scans = mock();

    private ImportQueue queue(int workers, int connections) {
        IntakeSettings settings = new Binder(
                        new MapConfigurationPropertySource(Map.of("winnow.imports.workers", "" + workers)))
                .bind("winnow", IntakeSettings.class)
                .get();
        return new ImportQueue(
                imports,
                scans,
                mock(),
                new TransactionTemplate(mock(PlatformTransactionManager.class)),
                settings,
                connections);
    }

    private Scan scan(long id) {
        var request = new ScanRequest("p", "a", null, null, "a", null, null, null, null, null, null, null);
        var scan = new Scan(request, "sarif", "0".repeat(64), 1, "test", Instant.EPOCH);
        when(scans.findById(id)).thenReturn(Optional.of(scan));
        return scan;
    }

    @Test
    void noErrorEndsAWorker() throws Exception {
        Scan broken = scan(1);
        scan(2);
        doThrow(new NoClassDefFoundError("dev/winnow/Missing")).when(imports).run(eq(1L), any());
        ImportQueue queue = queue(1, 6);
        queue.start();
        try {
            queue.add(1, "p");
            queue.settled(1).get(10, TimeUnit.SECONDS);
            queue.add(2, "p");
            queue.settled(2).get(10, TimeUnit.SECONDS);
        } finally {
            queue.stop();
        }

        verify(imports, timeout(10_000)).run(eq(2L), any());
        assertThat(broken.status()).isEqualTo(ScanStatus.FAILED);
    }

    @Test
    void aScanThatCannotEvenBeMarkedDoesNotEndAWorker() throws Exception {
        when(scans.findById(anyLong())).thenThrow(new NoClassDefFoundError("dev/winnow/Missing"));
        doThrow(new ExceptionInInitializerError("no")).when(imports).run(eq(1L), any());
        ImportQueue queue = queue(1, 6);
        queue.start();
        try {
            queue.add(1, "p");
            queue.settled(1).get(10, TimeUnit.SECONDS);
            queue.add(2, "p");
            queue.settled(2).get(10, TimeUnit.SECONDS);
        } finally {
            queue.stop();
        }

        verify(imports, timeout(10_000)).run(eq(2L), any());
    }

    @Test
    void workersThatCouldTakeAllConnectionsAreRefused() {
        assertThat(queue(9, 20)).isNotNull();
        assertThatExceptionOfType(CannotStart.class)
                .isThrownBy(() -> queue(10, 20))
                .withMessageContaining("winnow.imports.workers is 10")
                .satisfies(e -> assertThat(e.action()).contains("spring.datasource.hikari.maximum-pool-size"));
    }
}
