package dev.thaw.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which class loaders mean that DriverManager is asked by more than one. */
class AskersTest {
    private final ClassLoader system = ClassLoader.getSystemClassLoader();
    private final Class<?> ofSystem = AskersTest.class;
    private final Plugin runtimes = new RuntimesLoader();
    private final Plugin plugin = new Plugin();
    private final Askers askers = new Askers(RuntimesLoader.class.getName());

    @Test
    void theJdkAndTheClassPathAreOne() {
        askers.wasThere(null);
        askers.wasThere(ClassLoader.getPlatformClassLoader());
        askers.wasThere(system);
        askers.called(ofSystem);
        areOne(true);
    }

    @Test
    void theRuntimesLoaderForTheFunctionIsOneBesideItsOwnClasses() {
        askers.wasThere(system);
        askers.wasThere(runtimes);
        askers.wasThere(system);
        askers.called(runtimes.one());
        areOne(true);
    }

    /** The agent starts before there is that loader under SnapStart, and where URLs are named. */
    @Test
    void itIsOneWhereItComesLater() {
        askers.wasThere(system);
        askers.loaded(runtimes, classFileThatAsks());
        askers.called(runtimes.one());
        areOne(true);
    }

    @Test
    void aPluginThatWasThereBesideTheFunctionMakesSeveral() {
        askers.wasThere(plugin);
        askers.wasThere(runtimes);
        areOne(false);
    }

    @Test
    void aPluginThatWasThereBehindTheFunctionMakesSeveral() {
        askers.wasThere(runtimes);
        askers.wasThere(plugin);
        areOne(false);
    }

    /** The class path holds the application. */
    @Test
    void aPluginThatWasThereOutsideOfLambdaMakesSeveral() {
        askers.wasThere(system);
        askers.wasThere(plugin);
        areOne(false);
    }

    @Test
    void aPluginThatComesLaterMakesSeveralOnceAClassOfItsCanAsk() {
        askers.called(ofSystem);
        askers.loaded(plugin, classFileOf("return null;"));
        areOne(true);
        askers.loaded(plugin, classFileThatAsks());
        areOne(false);
    }

    @Test
    void aPluginThatComesBeforeAnybodyHasAskedIsNotTakenForTheApplication() {
        askers.loaded(plugin, classFileOf("return null;"));
        areOne(true);
        askers.loaded(plugin, classFileThatAsks());
        areOne(false);
    }

    @Test
    void whoAsksOutOfAnotherLoaderMakesSeveral() {
        askers.called(plugin.one());
        areOne(false);
    }

    @Test
    void theClassPathBesideTheFunctionMakesSeveralOnceItAsks() {
        askers.wasThere(runtimes);
        askers.called(ofSystem);
        areOne(false);
    }

    @Test
    void nativeCodeMakesSeveral() {
        askers.called(null);
        areOne(false);
    }

    /** To JDK 17 a method that is called so for the sixteenth time gets a class and a loader. */
    @Test
    void whatReflectionMadeForItselfAsksNobody() throws Exception {
        Method find = AskersTest.class.getDeclaredMethod("loaderOfAccessor");
        ClassLoader made = null;
        for (int i = 0; i < 30; i++) {
            made = (ClassLoader) find.invoke(null);
        }
        assumeTrue(made != null, "from JDK 18 on method handles are used: run this on 17 or earlier");
        askers.wasThere(made);
        areOne(true);
    }

    /** Called by reflection. */
    static ClassLoader loaderOfAccessor() {
        return StackWalker.getInstance(
                        Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE, StackWalker.Option.SHOW_REFLECT_FRAMES))
                .walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                        .filter(type -> type.getName().contains("GeneratedMethodAccessor"))
                        .findFirst()
                        .map(Class::getClassLoader)
                        .orElse(null));
    }

    private void areOne(boolean expected) {
        assertThat(askers.areOfOneLoader()).isEqualTo(expected);
    }

    private static byte[] classFileThatAsks() {
        return classFileOf("return java.sql.DriverManager.getConnection(\"url\");");
    }

    private static byte[] classFileOf(String body) {
        String source = "package com.example; class Dao { Object all() throws Exception { " + body + " } }";
        return Compiled.from(Map.of("com.example.Dao", source)).get("com.example.Dao");
    }

    /** With a class of its own. */
    private static class Plugin extends ClassLoader {
        Class<?> one() {
            byte[] classFile = classFileThatAsks();
            return defineClass("com.example.Dao", classFile, 0, classFile.length);
        }
    }

    /** In place of the runtime's. */
    private static final class RuntimesLoader extends Plugin {}
}
