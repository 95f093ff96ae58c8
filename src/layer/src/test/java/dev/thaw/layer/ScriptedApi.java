package dev.thaw.layer;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server that answers each connection by a text of its own, whatever it is asked, and ends the connection. */
final class ScriptedApi implements AutoCloseable {
    private static final long LIMIT_SECONDS = 30;

    private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    private final Thread thread;

    /**
     * @param reset whether connections end by a reset, in place of an end of the stream
     * @param answers one for each connection; further ones are not taken
     */
    ScriptedApi(boolean reset, List<String> answers) throws IOException {
        thread = new Thread(() -> serve(reset, answers), "scripted-api");
        thread.start();
    }

    private void serve(boolean reset, List<String> answers) {
        for (String answer : answers) {
            try (Socket socket = server.accept()) {
                requests.add(request(socket.getInputStream()));
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                if (reset) {
                    socket.setSoLinger(true, 0);
                }
            } catch (IOException e) {
                requests.add(e.toString());
            }
        }
    }

    /** Its first line. Reads all of it, since what is left unread would turn the end into a reset. */
    private static String request(InputStream in) throws IOException {
        StringBuilder request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            request.append((char) in.read());
        }
        if (request.indexOf("Content-Length: 13") > 0) {
            in.readNBytes(13);
        }
        return request.substring(0, request.indexOf("\r\n"));
    }

    /** Host and port. */
    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** The first line of the next request, waiting for it. */
    String awaitRequest() throws InterruptedException {
        String request = requests.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no request came within " + LIMIT_SECONDS + " s");
        }
        return request;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
