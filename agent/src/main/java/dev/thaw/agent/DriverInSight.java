package dev.thaw.agent;

import java.io.File;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.ZipFile;

/**
 * Whether the function's package holds a JDBC driver, as far as names tell: to open all its jars would cost more than what
 * a wrong guess does. Stateless, thread-safe.
 */
final class DriverInSight {
    private static final String SERVICE = "META-INF/services/java.sql.Driver";

    /** Parts of the names of drivers' jars. */
    private static final String[] NAMES = {"jdbc", "mysql", "mariadb", "postgres", "h2"};

    /** With so few jars without a telling name, one may hold the whole function: they are looked into. */
    private static final int FEW = 2;

    private DriverInSight() {}

    /**
     * Looks where Lambda's runtime finds a function's classes.
     *
     * @param task the unpacked package: classes, and jars in {@code lib}; null is none
     * @param layers where layers have jars
     * @param classPath the JVM's own, on which a container image may have all of it
     */
    static boolean anywhere(String task, String layers, String classPath) {
        return task != null && (in(new File(task)) || amongJars(new File(task, "lib")))
                || amongJars(new File(layers))
                || onClassPath(classPath);
    }

    private static boolean in(File folder) {
        return new File(folder, SERVICE).exists();
    }

    private static boolean amongJars(File folder) {
        String[] names = folder.list();
        if (names == null) {
            return false;
        }
        int jars = 0;
        for (String name : names) {
            if (isTelling(name)) {
                return true;
            }
            jars += isJar(name) ? 1 : 0;
        }
        if (jars <= FEW) {
            for (String name : names) {
                if (isJar(name) && isInside(new File(folder, name))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean onClassPath(String classPath) {
        int start = 0;
        while (start < classPath.length()) {
            int end = classPath.indexOf(File.pathSeparatorChar, start);
            end = end < 0 ? classPath.length() : end;
            File entry = new File(classPath.substring(start, end));
            if (isTelling(entry.getName()) || !isJar(entry.getName()) && in(entry)) {
                return true;
            }
            start = end + 1;
        }
        return false;
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

    private static boolean isInside(File jar) {
        try (ZipFile file = new ZipFile(jar)) {
            return file.getEntry(SERVICE) != null;
        } catch (IOException unreadable) {
            return false;
        }
    }
}
