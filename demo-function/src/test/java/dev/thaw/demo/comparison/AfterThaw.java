package dev.thaw.demo.comparison;

/**
 * What a handler answered to the first event after a freeze in which the server dropped its sessions.
 *
 * @param answered whether without an error
 * @param text the same for a reader, with the reason of an error
 */
record AfterThaw(boolean answered, String text) {}
