package dev.thaw.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** On what the real JVM makes of it, see AotCacheIT of the demo function. */
class FirstSightTest {
    private static final String MANAGER = "java/sql/DriverManager";
    private static final String DATA_SOURCE = "com/example/OurDataSource";
    private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();
    private static final ClassLoader FUNCTION = FirstSightTest.class.getClassLoader();
    private static final byte[] CLASS_FILE = {1};

    private final List<String> calls = new ArrayList<>();
    private final Weaver jdk = new Weaver("the JDK's");
    private final Weaver others = new Weaver("others");
    private Class<?>[] loadedByPlatform = {java.sql.Connection.class};
    private RuntimeException fault = null;
    private ClassFileTransformer sight;

    private final Sentinel sentinel = new Sentinel(recording(), false) {
        @Override
        HookField hookField() {
            return new HookField();
        }

        @Override
        Object load(String className) {
            if (fault != null) {
                throw fault;
            }
            return jdk;
        }
    };

    @Test
    void whatHasNothingToDoWithJdbcIsLetThrough() {
        assertThat(sentinel.seeAll()).isTrue();

        show(FUNCTION, "com/example/Handler");
        show(FUNCTION, null);
        show(PLATFORM, "javax/sql/DataSource");
        show(null, "java/lang/Thread");

        assertThat(calls).containsExactly("addTransformer");
    }

    @Test
    void driverManagerIsWovenAsItLoads() {
        sentinel.seeAll();

        assertThat(show(PLATFORM, MANAGER)).isEqualTo(Weaver.WOVEN);

        assertThat(calls).containsExactly("addTransformer", "prepared", "the JDK's " + MANAGER);
    }

    @Test
    void aClassOfTheFunctionsThatIsCalledDriverManagerIsNotTheJdks() {
        sentinel.seeAll();
        show(FUNCTION, MANAGER);
        assertThat(calls).doesNotContain("the JDK's " + MANAGER);
    }

    @Test
    void fromTheFirstOnAllOfTheFunctionsClassesAreShown() {
        sentinel.seeAll();

        assertThat(show(FUNCTION, DATA_SOURCE)).isEqualTo(Weaver.WOVEN);
        show(FUNCTION, "com/example/Pool");
        show(PLATFORM, "javax/sql/DataSource");
        show(PLATFORM, MANAGER);

        assertThat(calls)
                .containsExactly(
                        "addTransformer",
                        "prepared",
                        "others " + DATA_SOURCE,
                        "others com/example/Pool",
                        "the JDK's " + MANAGER);
    }

    @Test
    void itIsTooLateWhereDriverManagerIsLoaded() {
        loadedByPlatform = new Class<?>[] {java.sql.Connection.class, java.sql.DriverManager.class};
        assertThat(sentinel.seeAll()).isFalse();
        assertThat(calls).isEmpty();
    }

    /** One thread starts the agent, which takes the sentinel, while another one loads DriverManager, which the first may want. */
    @Test
    void oncePreparedNobodyWaitsForAStart() throws Exception {
        sentinel.seeAll();
        show(FUNCTION, DATA_SOURCE);
        synchronized (sentinel) {
            assertThat(CompletableFuture.supplyAsync(() -> show(PLATFORM, MANAGER))
                            .get(10, TimeUnit.SECONDS))
                    .isEqualTo(Weaver.WOVEN);
        }
    }

    @Test
    void aFaultIsOneLineAndTheEndOfIt() {
        PrintStream standard = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            sentinel.seeAll();
            fault = new IllegalStateException("incomplete");
            assertThat(show(PLATFORM, MANAGER)).isNull();
            assertThat(show(FUNCTION, DATA_SOURCE)).isNull();
        } finally {
            System.setErr(standard);
        }
        assertThat(sentinel.hasGivenUp()).isTrue();
        assertThat(calls).containsExactly("addTransformer", "removeTransformer");
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .contains("incomplete");
    }

    private byte[] show(ClassLoader loader, String name) {
        try {
            return sight.transform(loader, name, null, null, CLASS_FILE);
        } catch (java.lang.instrument.IllegalClassFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    private Instrumentation recording() {
        return (Instrumentation)
                Proxy.newProxyInstance(FUNCTION, new Class<?>[] {Instrumentation.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getInitiatedClasses")) {
                        return loadedByPlatform;
                    }
                    calls.add(method.getName());
                    sight = (ClassFileTransformer) arguments[0];
                    return method.getReturnType() == boolean.class ? true : null;
                });
    }

    /** Both what weaves the JDK's classes and, as that gives it, what weaves the others. */
    private final class Weaver implements Function<Object[], ClassFileTransformer>, ClassFileTransformer {
        static final byte[] WOVEN = {2};

        private final String name;

        Weaver(String name) {
            this.name = name;
        }

        @Override
        public ClassFileTransformer apply(Object[] given) {
            assertThat(given).as("DriverManager is shown").endsWith(sight);
            calls.add("prepared");
            return others;
        }

        @Override
        public byte[] transform(
                ClassLoader loader, String shown, Class<?> redefined, ProtectionDomain domain, byte[] classFile) {
            calls.add(name + " " + shown);
            return WOVEN;
        }
    }
}
