package dev.winnow.notification;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/**
 * Where webhooks may lead: to the public internet, with TLS, and to what the operator allows. An address of the web is
 * looked at when a channel is made and again with each delivery, which then connects to the very addresses that were
 * looked at: a name that leads elsewhere a moment later leads nowhere.
 */
@Component
class Destinations {
    private static final int LONGEST = 1_000;
    private static final int LAST_PORT = 65_535;

    private final HostNames names;
    private final List<String> hosts = new ArrayList<>();
    private final List<IpAddressMatcher> networks = new ArrayList<>();

    @Autowired
    Destinations(NotificationSettings settings) {
        this(settings, host -> List.of(InetAddress.getAllByName(host)));
    }

    Destinations(NotificationSettings settings, HostNames names) {
        this.names = names;
        for (String allowed : settings.notifications().allow()) {
            String one = allowed.strip().toLowerCase(Locale.ROOT);
            if (one.contains("/") || one.contains(":") || one.matches("[0-9.]+")) {
                networks.add(new IpAddressMatcher(one));
            } else if (!one.isEmpty()) {
                hosts.add(one);
            }
        }
    }

    /** A place that nothing is sent to. The message says why, for people, without the path. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /**
     * The address of the web that this text is.
     *
     * @throws Refused where it is none, or one that cannot be meant
     */
    static URI parse(String text) throws Refused {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new Refused("This is no address of the web.");
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (text.length() > LONGEST || uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw new Refused("An address of the web is wanted, such as https://hooks.example.org/path, of at most "
                    + LONGEST + " characters.");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new Refused("The address is without a user, a password and a fragment (#).");
        }
        if (uri.getPort() == 0 || uri.getPort() > LAST_PORT) {
            throw new Refused("The port is one from 1 to " + LAST_PORT + ".");
        }
        return uri;
    }

    /** Host names in the form in which they are resolved: lower case, without a dot at the end. */
    private static String host(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return bare.toLowerCase(Locale.ROOT).replaceAll("\\.$", "");
    }

    /**
     * Looks whether deliveries may go there now.
     *
     * @throws Refused where they may not
     * @throws UnknownHostException where the name leads nowhere now
     */
    URI check(String text) throws Refused, UnknownHostException {
        URI uri = parse(text);
        List<InetAddress> found = resolve(uri.getHost());
        boolean plain = uri.getScheme().equalsIgnoreCase("http");
        if (plain && !isAllowed(host(uri.getHost()), found)) {
            throw new Refused("The address begins with https: http is for hosts of winnow.notifications.allow alone.");
        }
        return uri;
    }

    /**
     * The addresses of a host, all of which may be reached.
     *
     * @throws Refused where one of them may not
     * @throws UnknownHostException where the name leads nowhere now
     */
    List<InetAddress> resolve(String name) throws Refused, UnknownHostException {
        String host = host(name);
        List<InetAddress> found = names.of(host);
        if (found.isEmpty()) {
            throw new UnknownHostException(host);
        }
        if (!isAllowedHost(host)) {
            Optional<InetAddress> internal = found.stream()
                    .filter(address -> Internal.is(address) && !isInAllowedNetwork(address))
                    .findFirst();
            if (internal.isPresent()) {
                throw new Refused("The host " + Clean.line(host, 100)
                        + " is not of the public internet. An operator allows it with winnow.notifications.allow.");
            }
        }
        return found;
    }

    private boolean isAllowed(String host, List<InetAddress> found) {
        return isAllowedHost(host) || found.stream().allMatch(this::isInAllowedNetwork);
    }

    private boolean isAllowedHost(String host) {
        return hosts.stream()
                .anyMatch(allowed ->
                        allowed.startsWith("*.") ? host.endsWith(allowed.substring(1)) : host.equals(allowed));
    }

    private boolean isInAllowedNetwork(InetAddress address) {
        return networks.stream().anyMatch(network -> network.matches(address.getHostAddress()));
    }

    /** What of an address people may see: the rest often is a password. */
    static String shown(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + "/…";
    }
}
