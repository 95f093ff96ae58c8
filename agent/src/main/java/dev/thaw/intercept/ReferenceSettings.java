package dev.thaw.intercept;

import java.util.Enumeration;
import javax.naming.NamingException;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.Referenceable;

/** The settings of a DataSource as it would store them in a naming service: equal settings, equal reference. */
final class ReferenceSettings {
    /** Most functions have one kind of DataSource, which names its settings in the same order each time. */
    private static volatile Names last;

    private ReferenceSettings() {}

    /** Adds them; false where the DataSource has none to give. */
    static boolean add(Object source, Ingredients ingredients) {
        Reference reference = source instanceof Referenceable ? of((Referenceable) source) : null;
        if (reference == null) {
            return false;
        }
        Names names = last;
        if (names == null || !names.areOf(reference)) {
            names = new Names(reference);
            last = names;
        }
        ingredients.group("reference", reference.size());
        ingredients.names(names.fingerprint);
        for (int i = 0; i < names.roles.length; i++) {
            ingredients.value(names.roles[i], reference.get(i).getContent());
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

    /** The names of a reference's settings, in their order: a hundred, known by one fingerprint. Immutable. */
    private static final class Names {
        /** No secret is among them, so it need not be drawn anew. */
        private static final Salt SALT = Salt.draw();

        private final String[] texts;
        final Role[] roles;
        final Fingerprint fingerprint;

        Names(Reference reference) {
            texts = new String[reference.size()];
            roles = new Role[texts.length];
            SipHash hash = new SipHash(SALT);
            int i = 0;
            for (Enumeration<RefAddr> all = reference.getAll(); i < texts.length; i++) {
                texts[i] = all.nextElement().getType();
                roles[i] = Role.of(texts[i]);
                hash.add(0, texts[i]);
            }
            fingerprint = hash.result();
        }

        boolean areOf(Reference reference) {
            if (reference.size() != texts.length) {
                return false;
            }
            for (int i = 0; i < texts.length; i++) {
                if (!texts[i].equals(reference.get(i).getType())) {
                    return false;
                }
            }
            return true;
        }
    }
}
