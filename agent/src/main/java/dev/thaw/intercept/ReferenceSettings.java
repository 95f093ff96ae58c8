package dev.thaw.intercept;

import java.util.Enumeration;
import javax.naming.NamingException;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.Referenceable;

/** The settings of a DataSource as it would store them in a naming service: equal settings, equal reference. */
final class ReferenceSettings {
    private ReferenceSettings() {}

    /** Adds them; false where the DataSource has none to give. */
    static boolean add(Object source, Ingredients ingredients) {
        Reference reference = source instanceof Referenceable ? of((Referenceable) source) : null;
        if (reference == null) {
            return false;
        }
        ingredients.group("reference", reference.size());
        for (Enumeration<RefAddr> all = reference.getAll(); all.hasMoreElements(); ) {
            RefAddr address = all.nextElement();
            ingredients.setting(address.getType(), address.getContent());
        }
        return true;
    }

    private static Reference of(Referenceable source) {
        try {
            return source.getReference();
        } catch (NamingException | RuntimeException none) {
            return null;
        }
    }
}
