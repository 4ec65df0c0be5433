package dev.winnow.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds what requests with alerts take of the memory together: small ones are read as they come, large or compressed ones
 * a few at a time. So single alerts never wait for somebody's batches.
 */
final class ReadingRoom {
    /** A body below is small, in bytes: so many as there are threads may be read at once. */
    static final int SMALL = 64 << 10;

    private static final int MOST = 16;

    /** Large bodies may be this part of the memory; each is there up to four times while it is checked and sealed. */
    private static final int SHARE = 16;

    /** So many wait for a place at most: each has a thread of the server meanwhile. */
    private static final int MOST_WAITING = 40;

    /** Bytes that are taken from the wire at once. */
    private static final int PIECE = 8 << 10;

    /** Who has a place and sends nothing keeps others from it. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Semaphore places;
    private final Duration patience;
    private final Duration longest;

    ReadingRoom(int places, Duration patience) {
        this(places, patience, LONGEST);
    }

    /**
     * @param patience how long one waits for a place
     * @param longest how long it may take to read the body of one that has it
     */
    ReadingRoom(int places, Duration patience, Duration longest) {
        this.places = new Semaphore(places);
        this.patience = patience;
        this.longest = longest;
    }

    /** As many places as fit into the memory. @param maxBytes the most bytes of a request */
    static ReadingRoom of(long maxBytes, Duration patience) {
        long fit = Runtime.getRuntime().maxMemory() / SHARE / Math.max(1, maxBytes);
        return new ReadingRoom((int) Math.clamp(fit, 1, MOST), patience);
    }

    /** All places are taken: to be sent again soon. */
    static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Full() {
            super("Too many large requests with alerts are being read: send this one again in a few seconds,"
                    + " or in parts below " + (SMALL >> 10) + " KiB.");
        }
    }

    /** A sender takes too long while others wait for its place. */
    static final class Slow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Slow(Duration longest) {
            super("The request took longer than " + longest.toSeconds()
                    + " seconds to arrive: send it again in smaller parts.");
        }
    }

    /** @return to be closed when the request is done with */
    Visit visit() {
        return new Visit();
    }

    /** What one request takes. */
    final class Visit implements AutoCloseable {
        private boolean seated;

        /**
         * Reads a body, or its beginning where it is longer.
         *
         * @throws Full where it is large, and no place gets free in time
         * @throws Slow where it is large, and does not arrive in time
         */
        byte[] read(InputStream body, long most) throws IOException {
            byte[] head = body.readNBytes((int) Math.min(SMALL, most));
            if (head.length < SMALL && (head.length == 0 || isText(head[0]))) {
                return head;
            }
            if (!sits()) {
                // Many a sender looks at no answer before all is sent.
                leaveOut(body, most - head.length);
                throw new Full();
            }
            return whole(head, body, most);
        }

        private byte[] whole(byte[] head, InputStream body, long most) throws IOException {
            long start = System.nanoTime();
            var whole = new ByteArrayOutputStream(head.length + PIECE);
            whole.write(head);
            byte[] piece = new byte[PIECE];
            int read = 0;
            while (read >= 0 && whole.size() < most) {
                if (System.nanoTime() - start > longest.toNanos()) {
                    throw new Slow(longest);
                }
                read = body.read(piece, 0, (int) Math.min(PIECE, most - whole.size()));
                whole.write(piece, 0, Math.max(0, read));
            }
            return whole.toByteArray();
        }

        /** As JSON begins, also behind a byte order mark; what is compressed may be large, however small it comes. */
        private static boolean isText(byte first) {
            return "{[ \t\r\n".indexOf(first) >= 0 || first == (byte) 0xEF;
        }

        private boolean sits() throws InterruptedIOException {
            if (seated) {
                return true;
            }
            try {
                seated = places.getQueueLength() < MOST_WAITING
                        && places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
                return seated;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while other requests were read");
            }
        }

        private static void leaveOut(InputStream body, long most) throws IOException {
            byte[] some = new byte[PIECE];
            long left = most;
            for (int read = 0; read >= 0 && left > 0; left -= read) {
                read = body.read(some, 0, (int) Math.min(some.length, left));
            }
        }

        @Override
        public void close() {
            if (seated) {
                seated = false;
                places.release();
            }
        }
    }
}
