package dev.thaw.endtoend;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.postgresql.ds.PGSimpleDataSource;

/** Has a plugin in a class loader of its own, and asks DriverManager as the plugin does. Prints what each got. */
public final class PluginProgram {
    private final String[] login;

    private PluginProgram(String[] login) {
        this.login = login;
    }

    /** Arguments: URL, user, password; the steps, each a word; the plugin's class path. */
    public static void main(String[] arguments) throws Exception {
        PluginProgram program = new PluginProgram(arguments);
        Function<String[], String> own = new PluginAsker();
        Function<String[], String> plugin = null;
        for (String step : arguments[3].split(" ", -1)) {
            switch (step) {
                case "jdbc" -> new PGSimpleDataSource().setUrl(arguments[0]);
                case "plugin" -> plugin = plugin(arguments[4]);
                case "main-asks" -> program.ask("main", own);
                case "plugin-asks" -> program.ask("plugin", plugin);
                default -> throw new IllegalArgumentException(step);
            }
        }
    }

    /** Often enough to be remembered. */
    private void ask(String who, Function<String[], String> asker) {
        for (int i = 0; i < 3; i++) {
            System.out.println(who + " " + asker.apply(login));
        }
    }

    @SuppressWarnings("unchecked")
    private static Function<String[], String> plugin(String classPath) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            urls.add(new File(entry).toURI().toURL());
        }
        ClassLoader loader = new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
        return (Function<String[], String>)
                loader.loadClass(PluginAsker.class.getName()).getConstructor().newInstance();
    }
}
