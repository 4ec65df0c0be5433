package dev.winnow.notification;

import dev.winnow.problem.InvalidRequest;
import dev.winnow.text.Plain;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jsoup.nodes.Entities;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Sends e-mail, as text and as simple HTML, through the server that {@code spring.mail} names. */
@Component
class Mails {
    private static final int MOST_ADDRESSES = 20;
    private static final int LONGEST_ADDRESS = 320;
    private static final int LONGEST_LIST = 2_000;
    private static final int LONGEST_SUBJECT = 180;
    private static final int REFUSED_FOR_GOOD = 500;

    private final Optional<JavaMailSender> sender;
    private final NotificationSettings settings;

    Mails(ObjectProvider<JavaMailSender> sender, NotificationSettings settings) {
        this.sender = Optional.ofNullable(sender.getIfAvailable());
        this.settings = settings;
    }

    boolean isConfigured() {
        return sender.isPresent();
    }

    /** The addresses, each once. @throws InvalidRequest where one is none */
    static List<String> addresses(String text) {
        Set<String> addresses = new LinkedHashSet<>();
        for (String part : text.split(",")) {
            String one = part.strip();
            if (!isAddress(one)) {
                throw new InvalidRequest("target: e-mail addresses as ann@example.org, separated by commas.");
            }
            addresses.add(one);
        }
        if (addresses.size() > MOST_ADDRESSES || String.join(", ", addresses).length() > LONGEST_LIST) {
            throw new InvalidRequest("target: at most " + MOST_ADDRESSES + " addresses.");
        }
        return List.copyOf(addresses);
    }

    /** Whether it is an address and nothing more: neither a name nor a second header goes with it. */
    static boolean isAddress(String text) {
        if (text.length() > LONGEST_ADDRESS
                || !Plain.isLine(text)
                || !text.matches("[^\\s<>(),;:\\\\\"\\[\\]@]+@[^\\s<>(),;:\\\\\"\\[\\]@]+")) {
            return false;
        }
        try {
            new InternetAddress(text, true).validate();
            return true;
        } catch (AddressException e) {
            return false;
        }
    }

    Attempt send(List<String> addresses, Outgoing outgoing) {
        if (sender.isEmpty()) {
            return new Attempt.Never("No mail server is set (spring.mail.host).");
        }
        try {
            MimeMessage mail = sender.get().createMimeMessage();
            write(mail, addresses, outgoing);
            sender.get().send(mail);
            return Attempt.ARRIVED;
        } catch (MessagingException | MailException e) {
            return isForGood(e)
                    ? new Attempt.Never("The mail server refuses it: " + told(e))
                    : Attempt.later("The mail server did not take it: " + told(e));
        }
    }

    private void write(MimeMessage mail, List<String> addresses, Outgoing outgoing) throws MessagingException {
        Message message = outgoing.message();
        var helper = new MimeMessageHelper(
                mail, MimeMessageHelper.MULTIPART_MODE_MIXED_RELATED, StandardCharsets.UTF_8.name());
        helper.setFrom(settings.sender());
        helper.setTo(addresses.toArray(String[]::new));
        helper.setSubject(Clean.line("[Winnow] " + message.headline(), LONGEST_SUBJECT));
        helper.setSentDate(Date.from(outgoing.at()));
        helper.setText(text(message), html(message));
        mail.setHeader("X-Winnow-Delivery", outgoing.uid());
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("Precedence", "bulk");
    }

    private static boolean isForGood(Throwable error) {
        for (Throwable one : causes(error)) {
            if (code(one) >= REFUSED_FOR_GOOD) {
                return true;
            }
        }
        return false;
    }

    /** What the server answered; 0: nothing, or before there was a mail. */
    private static int code(Throwable error) {
        return switch (error) {
            case SMTPAddressFailedException address -> address.getReturnCode();
            case SMTPSenderFailedException sender -> sender.getReturnCode();
            case SMTPSendFailedException sending -> sending.getReturnCode();
            default -> 0;
        };
    }

    /** Mail keeps the exception of each address beside its causes. */
    private static List<Throwable> causes(Throwable error) {
        var all = new ArrayList<Throwable>(List.of(error));
        for (int i = 0; i < all.size() && i < 50; i++) {
            Throwable one = all.get(i);
            if (one.getCause() != null && !all.contains(one.getCause())) {
                all.add(one.getCause());
            }
            if (one instanceof MessagingException messaging
                    && messaging.getNextException() != null
                    && !all.contains(messaging.getNextException())) {
                all.add(messaging.getNextException());
            }
            if (one instanceof org.springframework.mail.MailSendException sending) {
                all.addAll(List.of(sending.getMessageExceptions()));
            }
        }
        return all;
    }

    private static String told(Throwable error) {
        return Clean.line(String.valueOf(causes(error).getLast().getMessage()), 200);
    }

    private String text(Message message) {
        var text = new StringBuilder(message.headline()).append("\n\n");
        if (!message.text().isEmpty()) {
            text.append(message.text()).append("\n\n");
        }
        for (Message.Item item : message.items()) {
            text.append("- ")
                    .append(item.label().isEmpty() ? "" : item.label() + ": ")
                    .append(item.text())
                    .append('\n');
            Message.link(settings.root(), item.path())
                    .ifPresent(url -> text.append("  ").append(url).append('\n'));
        }
        if (message.more() > 0) {
            text.append("… and ").append(message.more()).append(" more\n");
        }
        message.link(settings.root())
                .ifPresent(url -> text.append('\n').append(url).append('\n'));
        message.notes().forEach(note -> text.append('\n').append(note).append('\n'));
        return text.toString();
    }

    private String html(Message message) {
        var html = new StringBuilder(
                        "<!doctype html><html><body style=\"font-family:sans-serif\"><h1 style=\"font-size:1.2em\">")
                .append(safe(message.headline()))
                .append("</h1>");
        if (!message.text().isEmpty()) {
            html.append("<p>").append(safe(message.text())).append("</p>");
        }
        if (!message.items().isEmpty()) {
            html.append("<ul>");
            for (Message.Item item : message.items()) {
                html.append("<li>");
                if (!item.label().isEmpty()) {
                    html.append("<b>").append(safe(item.label())).append("</b> ");
                }
                html.append(linked(item.text(), Message.link(settings.root(), item.path())))
                        .append("</li>");
            }
            html.append(message.more() > 0 ? "<li>… and " + message.more() + " more</li>" : "")
                    .append("</ul>");
        }
        message.link(settings.root())
                .ifPresent(url -> html.append("<p>")
                        .append(linked("Open in Winnow", Optional.of(url)))
                        .append("</p>"));
        message.notes()
                .forEach(note -> html.append("<p><small>").append(safe(note)).append("</small></p>"));
        return html.append("</body></html>").toString();
    }

    private static String linked(String text, Optional<String> url) {
        return url.map(address -> "<a href=\"" + safe(address) + "\">" + safe(text) + "</a>")
                .orElseGet(() -> safe(text));
    }

    private static String safe(String text) {
        return Entities.escape(text);
    }
}
