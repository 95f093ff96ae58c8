package dev.thaw.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A transformer makes every class dearer that is loaded meanwhile, so there is one only for as long as one is wanted. */
class SentinelWindowTest {
    private static final String DATA_SOURCE = "com.example.OurDataSource";

    private final List<String> transformers = new ArrayList<>();
    private final Hooks hooks = new Hooks();
    private final Sentinel sentinel = new Sentinel(recording(), false) {
        @Override
        HookField hookField() {
            return new HookField();
        }

        @Override
        Object load(String className) {
            return hooks;
        }
    };

    @Test
    void itOpensForAClassThatMattersAndClosesBehindIt() {
        assertThat(sentinel.watch(DATA_SOURCE)).isTrue();
        assertThat(transformers).containsExactly("addTransformer");

        sentinel.unwatch();

        assertThat(transformers).containsExactly("addTransformer", "removeTransformer");
    }

    @Test
    void itStaysOpenUntilTheLastOfTheClassesThatMatterIsThere() {
        assertThat(sentinel.watch(DATA_SOURCE)).isTrue();
        assertThat(sentinel.watch("com.example.ItsBaseDataSource")).isTrue();
        sentinel.unwatch();
        assertThat(transformers).containsExactly("addTransformer");

        sentinel.unwatch();

        assertThat(transformers).containsExactly("addTransformer", "removeTransformer");
    }

    @Test
    void itOpensAnewForTheNext() {
        for (int i = 0; i < 2; i++) {
            assertThat(sentinel.watch(DATA_SOURCE)).isTrue();
            sentinel.unwatch();
        }
        assertThat(transformers)
                .containsExactly("addTransformer", "removeTransformer", "addTransformer", "removeTransformer");
    }

    @Test
    void itStaysShutForWhatOnlyLeadsToJdbc() {
        assertThat(sentinel.watch("java.sql.DriverManager")).isFalse();
        assertThat(hooks.woven).isTrue();
        assertThat(transformers).isEmpty();
    }

    @Test
    void itStaysShutWhereAllClassesAreSeen() {
        sentinel.postEverywhere();
        assertThat(hooks.everywhere).isTrue();
        assertThat(sentinel.watch(DATA_SOURCE)).isFalse();
        assertThat(transformers).isEmpty();
    }

    private Instrumentation recording() {
        return (Instrumentation) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Instrumentation.class}, (proxy, method, arguments) -> {
                    assertThat(arguments).containsExactly(hooks);
                    transformers.add(method.getName());
                    return method.getReturnType() == boolean.class ? true : null;
                });
    }

    /** What weaves the JDK, as far as the sentinel knows it. */
    private static final class Hooks
            implements Function<Object[], ClassFileTransformer>, Predicate<String>, Runnable, ClassFileTransformer {
        private boolean woven = false;
        private boolean everywhere = false;

        @Override
        public ClassFileTransformer apply(Object[] given) {
            woven = true;
            return this;
        }

        @Override
        public boolean test(String name) {
            return name.endsWith("DataSource");
        }

        @Override
        public void run() {
            everywhere = true;
        }
    }
}
