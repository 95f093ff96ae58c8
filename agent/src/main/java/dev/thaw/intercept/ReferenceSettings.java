package dev.thaw.intercept;

import javax.naming.NamingException;
import javax.naming.Referenceable;

/** The settings of a DataSource as it would store them in a naming service: equal settings, equal reference. */
final class ReferenceSettings {
    private ReferenceSettings() {}

    /** Null where the DataSource has none to give. */
    static Object of(Object source) {
        try {
            return ((Referenceable) source).getReference();
        } catch (NamingException | RuntimeException none) {
            return null;
        }
    }
}
