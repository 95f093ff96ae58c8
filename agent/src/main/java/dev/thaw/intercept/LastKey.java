package dev.thaw.intercept;

import dev.thaw.cache.Key;
import java.lang.ref.WeakReference;

/**
 * A key, and the very objects that it was made of last: who comes with the same ones has the same key. Only for objects
 * that do not change. They are not kept alive, since they may be secrets. Immutable, thread-safe.
 */
final class LastKey {
    private final WeakReference<Object> first;
    private final WeakReference<Object> second;
    private final WeakReference<Object> third;
    private final Key key;

    LastKey(Key key, Object first, Object second, Object third) {
        this.key = key;
        this.first = weak(first);
        this.second = weak(second);
        this.third = weak(third);
    }

    private static WeakReference<Object> weak(Object object) {
        return object == null ? null : new WeakReference<>(object);
    }

    /** The key where it was made of these; else null. */
    Key of(Object one, Object two, Object three) {
        return is(first, one) && is(second, two) && is(third, three) ? key : null;
    }

    private static boolean is(WeakReference<Object> kept, Object asked) {
        return asked == null ? kept == null : kept != null && kept.get() == asked;
    }
}
