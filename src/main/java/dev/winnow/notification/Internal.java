package dev.winnow.notification;

import java.net.InetAddress;
import java.util.List;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Addresses that are not of the public internet: of this machine, its networks and their makers' metadata, and such as
 * stand for others of that sort (IANA's registries of special-purpose addresses).
 */
final class Internal {
    private static final List<IpAddressMatcher> V4 = matchers(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "168.63.129.16/32",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** Of the addresses for everyone those that carry others within, or are for no host. */
    private static final List<IpAddressMatcher> V6 =
            matchers("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48");

    private static final IpAddressMatcher GLOBAL_V6 = new IpAddressMatcher("2000::/3");

    private Internal() {}

    private static List<IpAddressMatcher> matchers(String... networks) {
        return java.util.stream.Stream.of(networks).map(IpAddressMatcher::new).toList();
    }

    /** Java takes an IPv4 address mapped into IPv6 for the IPv4 address that it is. */
    static boolean is(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        String text = address.getHostAddress();
        return address.getAddress().length == 4
                ? V4.stream().anyMatch(network -> network.matches(text))
                : !GLOBAL_V6.matches(text) || V6.stream().anyMatch(network -> network.matches(text));
    }
}
