package dev.thaw.weave;

import dev.thaw.classfile.ClassFile;
import dev.thaw.classfile.ConstantPool;
import dev.thaw.classfile.Prologue;
import java.nio.charset.StandardCharsets;

/** Weaves one class: {@code DriverManager}, or one that has a DataSource's methods. */
final class HookedClass {
    /** Descriptors of {@code DataSource.getConnection}. */
    static final String PLAIN = "()Ljava/sql/Connection;";

    static final String WITH_CREDENTIALS = "(Ljava/lang/String;Ljava/lang/String;)Ljava/sql/Connection;";

    static final String DRIVER_MANAGER = "java/sql/DriverManager";

    /** The name of all methods that are woven. */
    static final String METHOD = "getConnection";

    /** The private method in which all public ones of DriverManager meet; the same in JDK 9 to 25. */
    static final String WORKER = "(Ljava/lang/String;Ljava/util/Properties;Ljava/lang/Class;)Ljava/sql/Connection;";

    /** The public method that asks by URL, user and password. */
    static final String BY_USER = "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)Ljava/sql/Connection;";

    private static final int STATIC = 0x0008;
    private static final int ABSTRACT = 0x0400;

    private HookedClass() {}

    /** The class file with hooks; null where there is no method of interest, or where they are in it already. */
    static byte[] weave(String internalName, byte[] classFile, BridgeHolder bridge) {
        if (ConstantPool.has(classFile, bridge.field().getBytes(StandardCharsets.US_ASCII))) {
            return null;
        }
        ClassFile file = new ClassFile(classFile);
        if (file.isInterface()) {
            return null;
        }
        HookCode code = new HookCode(file, bridge);
        boolean woven;
        if (internalName.equals(DRIVER_MANAGER)) {
            woven = prepend(file, true, WORKER, code.aroundWorker());
            if (woven) {
                prepend(file, true, BY_USER, code.remembered());
                bridge.declareIn(file);
            }
        } else {
            woven = prepend(file, false, PLAIN, code.aroundSource(PLAIN));
            if (prepend(file, false, WITH_CREDENTIALS, code.aroundSource(WITH_CREDENTIALS))) {
                woven = true;
            }
        }
        return woven ? file.toBytes() : null;
    }

    private static boolean prepend(ClassFile file, boolean isStatic, String descriptor, Prologue code) {
        for (int method = 0; method < file.methodCount(); method++) {
            if (file.isNamed(method, METHOD)
                    && file.hasDescriptor(method, descriptor)
                    && (file.access(method) & (STATIC | ABSTRACT)) == (isStatic ? STATIC : 0)) {
                file.prepend(method, code);
                return true;
            }
        }
        return false;
    }
}
