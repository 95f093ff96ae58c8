package dev.thaw.session;

import dev.thaw.cache.Entry;
import java.sql.SQLException;

/**
 * What a borrower leaves in his session beside what JDBC has calls for, and how it is taken back. Belongs to the session's
 * borrower.
 */
final class Traces {
    private final Entry entry;
    private final DriverKind driver;
    private final ResetMode mode;
    private final JdbcState state;
    private final Stay stay;

    /** SQL may have left something behind, whether or not a reset is wanted. */
    private boolean changed = false;
    /** No reset takes back what SQL may have done. */
    private boolean beyondReset = false;
    /** The application got at the driver's insides: nothing but a close is safe. */
    private boolean exposed = false;
    /** The application holds an object of the driver's that goes on to use the connection. */
    private boolean outlived = false;

    /** Null before the first change, and where no reset is proven. */
    private Reset reset;

    Traces(Entry entry, DriverKind driver, ResetMode mode, JdbcState state, Stay stay) {
        this.entry = entry;
        this.driver = driver;
        this.mode = mode;
        this.state = state;
        this.stay = stay;
        if (isAlwaysTakenBack()) {
            prepareReset();
        }
    }

    boolean isAlwaysTakenBack() {
        return mode == ResetMode.ALWAYS;
    }

    /** Whether nothing is left that a new connection in the place of this one would not have. */
    boolean isNone() {
        return !exposed && !changed;
    }

    /** Before something that can change the session in ways that only a reset undoes. */
    void willChange() {
        if (!changed) {
            changed = true;
            prepareReset();
            state.willBeChangedBySql();
        }
    }

    /** No reset takes back what SQL is about to do. */
    void willGoBeyondReset() {
        beyondReset = true;
    }

    /** Where the driver does not tell what a reset needs, the connection is closed in the end. */
    private void prepareReset() {
        if (reset == null && mode != ResetMode.NEVER) {
            try {
                reset = Reset.before(entry.connection(), driver, state, stay);
            } catch (SQLException nothingToGoBackTo) {
                entry.failed(nothingToGoBackTo);
            }
        }
    }

    boolean isExposed() {
        return exposed;
    }

    /** The application gets at the driver's insides. */
    void expose() {
        exposed = true;
    }

    /** The application gets an object of the driver's that goes on to use the connection. */
    void outlive() {
        outlived = true;
    }

    /** Why the connection must be closed; null where it can stay. */
    String whyUnfit() {
        if (exposed) {
            return "the application got at the driver's own objects";
        }
        if (outlived) {
            return "the application may still hold a large object of it";
        }
        return needReset() && (reset == null || beyondReset)
                ? "SQL changed its session, and no reset is proven for that"
                : null;
    }

    private boolean needReset() {
        return changed && mode != ResetMode.NEVER || isAlwaysTakenBack();
    }

    /** Takes back what SQL did. No transaction is open. Null when done; else why the connection must be closed. */
    String takeBack() {
        if (!needReset()) {
            return null;
        }
        try {
            state.settle();
            reset.run(entry.connection());
            changed = false;
            stay.forget();
            state.wasReset();
            return null;
        } catch (SQLException gone) {
            entry.failed(gone);
            return "its reset failed";
        }
    }
}
