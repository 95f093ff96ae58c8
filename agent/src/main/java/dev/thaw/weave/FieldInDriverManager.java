package dev.thaw.weave;

import dev.thaw.classfile.ClassFile;
import dev.thaw.classfile.Op;
import dev.thaw.classfile.Prologue;

/**
 * A field that is added to {@code DriverManager} while it loads, the cheapest bridge: no class, no lookup.
 *
 * <p>The class takes the hooks from the system properties in its static initializer and removes them there, since
 * nothing else that JDK code and this loader share can hold an object. They lie there from the moment the class is
 * woven until it is initialized.
 */
final class FieldInDriverManager implements BridgeHolder {
    private static final String FIELD = "thaw$hooks";
    private static final String PROPERTY = "dev.thaw.hooks";
    private static final String OBJECTS = "[Ljava/lang/Object;";
    /** public, static, synthetic */
    private static final int ACCESS = 0x1009;

    private final Object[] hooks;

    FieldInDriverManager(Object[] hooks) {
        this.hooks = hooks;
    }

    @Override
    public String owner() {
        return HookedClass.DRIVER_MANAGER;
    }

    @Override
    public String field() {
        return FIELD;
    }

    @Override
    public void declareIn(ClassFile driverManager) {
        driverManager.addField(ACCESS, FIELD, OBJECTS);
        for (int method = 0; method < driverManager.methodCount(); method++) {
            if (driverManager.isNamed(method, "<clinit>")) {
                driverManager.prepend(method, fetch(driverManager));
                System.getProperties().put(PROPERTY, hooks);
                return;
            }
        }
        throw new IllegalStateException("DriverManager has no static initializer");
    }

    /** {@code thaw$hooks = (Object[]) System.getProperties().remove(PROPERTY);} */
    private static Prologue fetch(ClassFile file) {
        return new Prologue(2, 0)
                .op(Op.INVOKESTATIC, file.method("java/lang/System", "getProperties", "()Ljava/util/Properties;"))
                .op(Op.LDC_W, file.string(PROPERTY))
                .op(
                        Op.INVOKEVIRTUAL,
                        file.method("java/util/Properties", "remove", "(Ljava/lang/Object;)Ljava/lang/Object;"))
                .op(Op.CHECKCAST, file.type(OBJECTS))
                .op(Op.PUTSTATIC, file.field(HookedClass.DRIVER_MANAGER, FIELD, OBJECTS));
    }
}
