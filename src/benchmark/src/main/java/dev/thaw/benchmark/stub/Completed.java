package dev.thaw.benchmark.stub;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Modifier;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.matcher.ElementMatchers;

/** Completes the stubs: JDBC's methods that none of them writes itself answer null, zero or false. */
final class Completed {
    private Completed() {}

    /** A class of this package that extends the abstract one and has its constructors. */
    static <T> Class<? extends T> of(Class<T> stub) {
        if (!Modifier.isAbstract(stub.getModifiers())) {
            throw new IllegalArgumentException(stub + " is complete");
        }
        return new ByteBuddy()
                .subclass(stub)
                .name(stub.getName() + "Completed")
                .modifiers(Modifier.PUBLIC | Modifier.FINAL)
                .method(ElementMatchers.isAbstract())
                .intercept(StubMethod.INSTANCE)
                .make()
                .load(stub.getClassLoader(), ClassLoadingStrategy.UsingLookup.of(MethodHandles.lookup()))
                .getLoaded();
    }

    /** A new object of such a class. */
    static <T> T create(Class<? extends T> completed) {
        try {
            return completed.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(completed + " has no public constructor without parameters", e);
        }
    }
}
