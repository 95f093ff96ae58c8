package dev.thaw.weave;

import java.util.function.Supplier;

/**
 * Hands an object to a static initializer of the JDK's that the calling thread is about to run: for so long the object lies
 * with this thread alone, as its handler of what nobody catches. Used by one thread.
 */
final class HookHandover implements Supplier<Object[]>, Thread.UncaughtExceptionHandler {
    private final Object[] hooks;
    private boolean taken = false;

    HookHandover(Object[] hooks) {
        this.hooks = hooks;
    }

    /** Whether the initializer of this class of the bootstrap loader, run now unless it has been, took the hooks. */
    boolean isTakenBy(String className) throws ClassNotFoundException {
        Thread thread = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
        thread.setUncaughtExceptionHandler(this);
        try {
            Class.forName(className, true, null);
        } finally {
            // Without one of its own a thread tells its group.
            thread.setUncaughtExceptionHandler(before == thread.getThreadGroup() ? null : before);
        }
        return taken;
    }

    @Override
    public Object[] get() {
        taken = true;
        return hooks;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        thread.getThreadGroup().uncaughtException(thread, failure);
    }
}
