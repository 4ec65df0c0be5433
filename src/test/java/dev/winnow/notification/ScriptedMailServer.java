package dev.winnow.notification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A mail server that says what a test has it say: GreenMail takes everything, and knows no STARTTLS. */
final class ScriptedMailServer implements AutoCloseable {
    private final ServerSocket socket;
    private final Map<String, String> replies = new ConcurrentHashMap<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final List<String> dealings = new CopyOnWriteArrayList<>();
    private volatile boolean offersTls;

    ScriptedMailServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("scripted-mail").start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Answers so to a command, such as RCPT or the end of DATA, {@code .}, until told otherwise. */
    void answering(String command, String reply) {
        replies.put(command, reply);
    }

    void takingEverything() {
        offersTls = false;
        replies.clear();
    }

    void offeringTls() {
        offersTls = true;
    }

    /** What was taken. */
    List<String> mails() {
        return List.copyOf(mails);
    }

    /** Commands as they came, those behind TLS with that before them. */
    List<String> dealings() {
        return List.copyOf(dealings);
    }

    void forget() {
        dealings.clear();
        mails.clear();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket one = socket.accept();
                Thread.ofPlatform().daemon().start(() -> serve(one));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            say(client, "220 scripted");
            talk(client, "");
        } catch (IOException | GeneralSecurityException e) {
            // The other side has gone, or did not like the certificate.
            dealings.add("broken off: " + e);
        }
    }

    private void talk(Socket client, String how) throws IOException, GeneralSecurityException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String command = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            dealings.add(how + command);
            switch (command) {
                case "EHLO" ->
                    say(client, offersTls && how.isEmpty() ? "250-scripted\r\n250 STARTTLS" : "250 scripted");
                case "STARTTLS" -> {
                    say(client, "220 go on");
                    talk(secured(client), "TLS ");
                    return;
                }
                case "DATA" -> data(client, in);
                case "QUIT" -> {
                    say(client, "221 bye");
                    return;
                }
                default -> say(client, replies.getOrDefault(command, "250 fine"));
            }
        }
    }

    private void data(Socket client, BufferedReader in) throws IOException {
        say(client, "354 go on");
        var mail = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        String reply = replies.getOrDefault(".", "250 taken");
        if (reply.startsWith("250")) {
            mails.add(mail.toString());
        }
        say(client, reply);
    }

    private static void say(Socket client, String line) throws IOException {
        var out = new PrintStream(client.getOutputStream(), true, StandardCharsets.UTF_8);
        out.print(line + "\r\n");
        out.flush();
    }

    /** With the certificate that GreenMail brings, which nobody trusts. */
    private static SSLSocket secured(Socket client) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        char[] password = "changeit".toCharArray();
        try (var in = ScriptedMailServer.class.getResourceAsStream("/greenmail.p12")) {
            store.load(in, password);
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        var secured = (SSLSocket) context.getSocketFactory().createSocket(client, "localhost", client.getPort(), true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        return secured;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
