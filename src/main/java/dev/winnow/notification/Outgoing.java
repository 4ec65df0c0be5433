package dev.winnow.notification;

import java.time.Instant;

/**
 * A message on its way.
 *
 * @param uid what the receiver knows the delivery by, however often it is tried
 * @param at when it is sent
 */
record Outgoing(String uid, Message message, Instant at) {}
