package dev.winnow.notification;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Resolves names of hosts. */
@FunctionalInterface
interface HostNames {
    /** At least one address. @throws UnknownHostException where nobody knows the name now */
    List<InetAddress> of(String host) throws UnknownHostException;
}
