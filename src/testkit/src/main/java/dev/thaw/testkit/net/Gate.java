package dev.thaw.testkit.net;

import java.util.function.BooleanSupplier;

/** Holds threads back while it is shut. */
final class Gate {
    private boolean shut;

    synchronized void shut() {
        shut = true;
    }

    synchronized void open() {
        shut = false;
        notifyAll();
    }

    /** Lets the waiting threads look again whether they still have to wait. */
    synchronized void wakeAll() {
        notifyAll();
    }

    /** Waits until the gate is open or the caller has been told to give up; true if it may pass. */
    synchronized boolean pass(BooleanSupplier givenUp) {
        boolean interrupted = false;
        while (shut && !givenUp.getAsBoolean()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !givenUp.getAsBoolean();
    }
}
