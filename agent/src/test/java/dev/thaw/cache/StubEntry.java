package dev.thaw.cache;

import dev.thaw.stub.StubConnection;
import java.util.concurrent.atomic.AtomicReference;

/** An entry over a stub, marked by its owner. */
final class StubEntry extends Entry {
    final StubConnection stub;
    private final AtomicReference<Thread> owner = new AtomicReference<>();

    StubEntry() {
        this(new StubConnection());
    }

    StubEntry(StubConnection stub) {
        super(stub.connection());
        this.stub = stub;
    }

    /** Whether it had no owner; the calling thread is it from now on. */
    boolean own() {
        return owner.compareAndSet(null, Thread.currentThread());
    }

    /** Whether the calling thread was its owner; nobody is from now on. */
    boolean disown() {
        return owner.compareAndSet(Thread.currentThread(), null);
    }
}
