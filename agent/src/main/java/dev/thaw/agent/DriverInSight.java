package dev.thaw.agent;

import java.io.File;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.ZipFile;

/**
 * Whether the function's package holds a JDBC driver. Names come first: to open all jars of a large package would cost more
 * than what a wrong guess does. An object is one look, of one thread.
 */
final class DriverInSight {
    private static final String SERVICE = "META-INF/services/java.sql.Driver";

    /** Parts of the names of drivers' jars. */
    private static final String[] NAMES = {"jdbc", "mysql", "mariadb", "postgres", "h2"};

    /** The jars of Lambda's own runtime begin so. */
    private static final String RUNTIME = "aws-lambda-java-";

    /** Up to so many jars without a telling name are looked into: a quarter of a millisecond each. */
    private static final int FEW = 8;

    /** There is one, as far as names tell. */
    static final int FOUND = 1;
    /** None was seen. */
    static final int UNKNOWN = 0;
    /** There is none: every place was looked into. */
    static final int NONE = -1;

    /** What every place is asked for. */
    private final String file;

    private boolean found = false;
    private boolean certain = true;

    private DriverInSight(String file) {
        this.file = file;
    }

    /**
     * Looks where Lambda's runtime finds a function's classes.
     *
     * @param task the unpacked package: classes, and jars in {@code lib}; null is none
     * @param layers where layers have jars
     * @param onClassPath what {@link #onClassPath} says: a container image may have all of it there
     * @return {@link #FOUND}, {@link #UNKNOWN} or {@link #NONE}
     */
    static int look(String task, String layers, int onClassPath) {
        DriverInSight sight = new DriverInSight(SERVICE);
        sight.found = onClassPath == FOUND;
        sight.certain = task != null && onClassPath != UNKNOWN;
        if (task != null) {
            sight.found |= sight.isIn(new File(task));
            sight.lookAmongJars(new File(task, "lib"));
        }
        sight.lookAmongJars(new File(layers));
        return sight.answer();
    }

    /** The same of the JVM's own class path. */
    static int onClassPath(String classPath) {
        return onClassPath(classPath, SERVICE);
    }

    /** The same of any other file, where it is in no driver's jar. */
    static int onClassPath(String classPath, String file) {
        DriverInSight sight = new DriverInSight(file);
        sight.lookOnClassPath(classPath);
        return sight.answer();
    }

    private int answer() {
        if (found) {
            return FOUND;
        }
        return certain ? NONE : UNKNOWN;
    }

    private boolean isIn(File folder) {
        return new File(folder, file).exists();
    }

    private void lookAmongJars(File folder) {
        String[] names = found ? null : folder.list();
        if (names == null) {
            return;
        }
        int jars = 0;
        for (String name : names) {
            found |= isTelling(name);
            jars += isJar(name) ? 1 : 0;
        }
        for (String name : names) {
            if (!found && isJar(name)) {
                lookInto(new File(folder, name), jars);
            }
        }
    }

    private void lookOnClassPath(String classPath) {
        int start = 0;
        int unknown = 0;
        while (start < classPath.length() && !found) {
            int end = classPath.indexOf(File.pathSeparatorChar, start);
            end = end < 0 ? classPath.length() : end;
            File entry = new File(classPath.substring(start, end));
            if (isJar(entry.getName())) {
                found = isTelling(entry.getName());
                if (!found && !entry.getName().startsWith(RUNTIME)) {
                    lookInto(entry, ++unknown);
                }
            } else {
                found = isIn(entry);
            }
            start = end + 1;
        }
    }

    /** @param many how many there are, as far as is known */
    private void lookInto(File jar, int many) {
        if (many > FEW) {
            certain = false;
            return;
        }
        try (ZipFile entries = new ZipFile(jar)) {
            found = entries.getEntry(file) != null;
        } catch (IOException unreadable) {
            certain = false;
        }
    }

    private static boolean isJar(String name) {
        return name.endsWith(".jar");
    }

    private static boolean isTelling(String name) {
        if (!isJar(name)) {
            return false;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        for (String part : NAMES) {
            if (lower.contains(part)) {
                return true;
            }
        }
        return false;
    }
}
