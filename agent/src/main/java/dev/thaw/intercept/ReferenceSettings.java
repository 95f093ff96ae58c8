package dev.thaw.intercept;

import java.util.Collections;
import java.util.Objects;
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
        RefAddr[] settings = Collections.list(reference.getAll()).toArray(new RefAddr[0]);
        Names names = last;
        if (names == null || !names.areOf(settings)) {
            names = new Names(settings);
            last = names;
        }
        ingredients.group("reference", settings.length);
        ingredients.names(names.fingerprint);
        for (int i = 0; i < settings.length; i++) {
            ingredients.value(names.roles[i], settings[i].getContent());
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

        Names(RefAddr[] settings) {
            texts = new String[settings.length];
            roles = new Role[texts.length];
            SipHash hash = new SipHash(SALT);
            for (int i = 0; i < texts.length; i++) {
                texts[i] = settings[i].getType();
                roles[i] = Role.of(texts[i]);
                hash.add(0, texts[i]);
            }
            fingerprint = hash.result();
        }

        boolean areOf(RefAddr[] settings) {
            if (settings.length != texts.length) {
                return false;
            }
            for (int i = 0; i < texts.length; i++) {
                if (!Objects.equals(texts[i], settings[i].getType())) {
                    return false;
                }
            }
            return true;
        }
    }
}
