package dev.thaw.agent;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Registers with Lambda's Extensions API for no events at all: without any extension the runtime is killed without a
 * signal, with one it gets SIGTERM first, and the JVM runs its shutdown hooks.
 *
 * <p>Over a plain socket, so that no HTTP client is loaded, and by its one thread, a daemon, while the runtime starts. After
 * that the thread asks for the next event once and waits for ever, as Lambda demands. The protocol is that of
 * <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html">AWS's documentation</a>.
 */
final class InternalExtension implements Runnable {
    private static final String PATH = "/2020-01-01/extension/";
    private static final String NAME = "thaw";
    private static final String IDENTIFIER = "lambda-extension-identifier:";
    /** The API is on this machine; longer than this something is wrong, and INIT must not wait for it. */
    private static final int REGISTER_TIMEOUT_MILLIS = 1000;

    private static final int LONGEST_HEAD = 8192;

    private final String api;
    private boolean answered = false;

    private InternalExtension(String api) {
        this.api = api;
    }

    /**
     * Begins to register. Where Lambda does not accept it one line says so.
     *
     * @param api host and port, as in {@code AWS_LAMBDA_RUNTIME_API}
     */
    static InternalExtension register(String api) {
        InternalExtension extension = new InternalExtension(api);
        Thread thread = new Thread(extension, "thaw-extension");
        thread.setDaemon(true);
        thread.start();
        return extension;
    }

    /**
     * Waits for Lambda's answer, two seconds at most: the runtime must not ask for its first invocation before. A thread that
     * is interrupted does not wait, and stays so.
     */
    synchronized void await() {
        long end = System.nanoTime() + 2_000_000L * REGISTER_TIMEOUT_MILLIS;
        try {
            for (long left = end - System.nanoTime(); !answered && left > 0; left = end - System.nanoTime()) {
                wait(1 + left / 1_000_000);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void answered() {
        answered = true;
        notifyAll();
    }

    @Override
    public void run() {
        String identifier = null;
        try {
            identifier = identifier();
        } catch (IOException | RuntimeException | Error refused) {
            ThawAgent.notRegistered(refused);
        } finally {
            answered();
        }
        if (identifier != null) {
            awaitNoEvent(identifier);
        }
    }

    private String identifier() throws IOException {
        String body = "{\"events\":[]}";
        try (Socket socket = connect()) {
            socket.setSoTimeout(REGISTER_TIMEOUT_MILLIS);
            send(
                    socket,
                    "POST " + PATH + "register HTTP/1.1\r\nHost: " + api + "\r\nLambda-Extension-Name: " + NAME
                            + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                            + body.length() + "\r\n\r\n" + body);
            return identifierIn(head(socket));
        }
    }

    private Socket connect() throws IOException {
        int colon = api.lastIndexOf(':');
        if (colon < 0) {
            throw new IOException("AWS_LAMBDA_RUNTIME_API is '" + api + "', expected is host:port");
        }
        // Without a look for a proxy, which loads ten classes.
        Socket socket = new Socket(Proxy.NO_PROXY);
        try {
            InetAddress host = InetAddress.getByName(api.substring(0, colon));
            socket.connect(
                    new InetSocketAddress(host, Integer.parseInt(api.substring(colon + 1))), REGISTER_TIMEOUT_MILLIS);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static void send(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    /** Status line and headers. */
    private static String head(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        StringBuilder head = new StringBuilder(256);
        while (head.length() < LONGEST_HEAD && head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                break;
            }
            head.append((char) c);
        }
        return head.toString();
    }

    private static String identifierIn(String head) throws IOException {
        int end = head.indexOf("\r\n");
        String status = end < 0 ? head : head.substring(0, end);
        if (!status.startsWith("HTTP/1.") || !status.contains(" 200")) {
            throw new IOException("the Extensions API answered '" + status + "'");
        }
        for (int line = end; line >= 0; line = head.indexOf("\r\n", line + 2)) {
            int start = line + 2;
            if (head.regionMatches(true, start, IDENTIFIER, 0, IDENTIFIER.length())) {
                int stop = head.indexOf("\r\n", start);
                return head.substring(start + IDENTIFIER.length(), stop).trim();
            }
        }
        throw new IOException("the Extensions API gave no identifier");
    }

    /** Asks for the next event, of which there is none, until the environment ends. */
    private void awaitNoEvent(String identifier) {
        try (Socket socket = connect()) {
            send(
                    socket,
                    "GET " + PATH + "event/next HTTP/1.1\r\nHost: " + api + "\r\nLambda-Extension-Identifier: "
                            + identifier + "\r\n\r\n");
            head(socket);
        } catch (IOException theEnvironmentEnds) {
            // Nobody is left to be told.
        }
    }
}
