package dev.thaw.demo.life;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * The part of a storm that has no JVM each: class loaders of one JVM stand for environments, a thread each. Each has a
 * URL of its own, by way of a relay of its own, so that for the agent none shares a connection or a server with another.
 *
 * <p>Arguments: the file for the results, how long in seconds, the client's class, its class path, user, password, and a
 * URL for each environment. Invokes once in each, prints {@code ready}, waits for a line, invokes without pause, prints {@code done}.
 */
final class Crowd {

    private Crowd() {}

    public static void main(String[] args) throws Exception {
        Path results = Path.of(args[0]);
        long nanos = Long.parseLong(args[1]) * 1_000_000_000L;
        List<String> urls = List.of(args).subList(6, args.length);
        ExecutorService environments = Executors.newFixedThreadPool(urls.size());
        List<Consumer<Map<String, String>>> clients = new ArrayList<>();
        List<Map<String, String>> logins = new ArrayList<>();
        for (String url : urls) {
            Consumer<Map<String, String>> client = newClient(args[2], args[3]);
            Map<String, String> login = Map.of("url", url, "user", args[4], "password", args[5]);
            client.accept(login);
            clients.add(client);
            logins.add(login);
        }
        System.out.println("ready");
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();

        long end = System.nanoTime() + nanos;
        List<Future<List<String>>> running = new ArrayList<>();
        for (int i = 0; i < urls.size(); i++) {
            Consumer<Map<String, String>> client = clients.get(i);
            Map<String, String> login = logins.get(i);
            running.add(environments.submit(() -> StormResult.invokeUntil(end, () -> client.accept(login))));
        }
        List<String> lines = new ArrayList<>();
        for (Future<List<String>> each : running) {
            lines.addAll(each.get());
        }
        Files.write(results, lines);
        environments.shutdown();
        System.out.println("done");
    }

    /** Each driver registers itself when its class is initialised, for the classes of its own loader only. */
    @SuppressWarnings("unchecked")
    private static Consumer<Map<String, String>> newClient(String name, String classPath)
            throws ReflectiveOperationException, IOException {
        URLClassLoader loader = new URLClassLoader(urls(classPath), ClassLoader.getPlatformClassLoader());
        for (String driver : List.of("com.mysql.cj.jdbc.Driver", "org.postgresql.Driver")) {
            Class.forName(driver, true, loader);
        }
        return (Consumer<Map<String, String>>)
                loader.loadClass(name).getConstructor().newInstance();
    }

    private static URL[] urls(String classPath) throws MalformedURLException {
        String[] paths = classPath.split(":", -1);
        URL[] urls = new URL[paths.length];
        for (int i = 0; i < paths.length; i++) {
            urls[i] = Path.of(paths[i]).toUri().toURL();
        }
        return urls;
    }
}
