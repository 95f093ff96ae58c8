package dev.thaw.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Asks {@link DriverManager} as a class of a certain loader does: connections are shared by callers of one loader only. */
public interface Opener {
    /** As {@link DriverManager#getConnection(String, Properties)}. */
    Connection open(String url, Properties properties) throws SQLException;

    /** An opener in a loader of its own, so that nobody before it has left it a connection. */
    static Opener ofItsOwn() {
        try {
            return new OwnLoader()
                    .loadClass(Calling.class.getName())
                    .asSubclass(Opener.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The caller that DriverManager sees. */
    final class Calling implements Opener {
        /** Made by reflection, in each loader. */
        public Calling() {}

        @Override
        public Connection open(String url, Properties properties) throws SQLException {
            return DriverManager.getConnection(url, properties);
        }
    }

    /** Defines {@link Calling} itself and leaves everything else to its parent. */
    final class OwnLoader extends ClassLoader {
        OwnLoader() {
            super(Opener.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Calling.class.getName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }

        private Class<?> define(String name) {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] classFile = in.readAllBytes();
                return defineClass(name, classFile, 0, classFile.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
