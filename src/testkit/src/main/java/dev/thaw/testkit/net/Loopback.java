package dev.thaw.testkit.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** 127.0.0.1, the only address on which the test kit listens, and its ports. */
public final class Loopback {
    /** The address as text. */
    public static final String HOST = "127.0.0.1";

    private Loopback() {}

    /** The address, never the IPv6 one. */
    public static InetAddress address() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A port of the address; 0 lets the system choose. */
    public static InetSocketAddress port(int port) {
        return new InetSocketAddress(address(), port);
    }

    /** A port that is free now. Another process may take it before the caller does. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, address())) {
            return socket.getLocalPort();
        }
    }

    /** Whether one could listen on the port now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, address())) {
            return socket.isBound();
        } catch (IOException inUse) {
            return false;
        }
    }
}
