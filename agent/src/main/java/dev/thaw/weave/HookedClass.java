package dev.thaw.weave;

import dev.thaw.classfile.ClassFile;
import dev.thaw.classfile.ConstantPool;
import dev.thaw.classfile.Prologue;
import java.nio.charset.StandardCharsets;

/**
 * Weaves one class: {@code DriverManager}, {@code ClassLoader}, one that has a DataSource's methods, a driver, or what makes
 * tokens.
 */
final class HookedClass {
    /** Descriptors of {@code DataSource.getConnection}. */
    static final String PLAIN = "()Ljava/sql/Connection;";

    static final String WITH_CREDENTIALS = "(Ljava/lang/String;Ljava/lang/String;)Ljava/sql/Connection;";

    static final String DRIVER_MANAGER = "java/sql/DriverManager";
    static final String CLASS_LOADER = "java/lang/ClassLoader";

    /** Where the AWS SDK 2 makes tokens for IAM database authentication, and how. */
    static final String TOKENS = "software/amazon/awssdk/services/rds/DefaultRdsUtilities";

    static final String MAKE_TOKEN = "generateAuthenticationToken";
    static final String TOKEN_REQUEST = "software/amazon/awssdk/services/rds/model/GenerateAuthenticationTokenRequest";
    static final String TOKEN_OF_REQUEST = "(L" + TOKEN_REQUEST + ";)Ljava/lang/String;";

    static final String CONNECT = "connect";
    static final String BY_PROPERTIES = "(Ljava/lang/String;Ljava/util/Properties;)Ljava/sql/Connection;";

    /** The name of all methods of DriverManager and DataSources that are woven. */
    static final String METHOD = "getConnection";

    /** The private method in which all public ones of DriverManager meet; the same in JDK 9 to 25. */
    static final String WORKER = "(Ljava/lang/String;Ljava/util/Properties;Ljava/lang/Class;)Ljava/sql/Connection;";

    /** The public method that asks by URL, user and password. */
    static final String BY_USER = "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)Ljava/sql/Connection;";

    /** The two methods that all others of {@code ClassLoader} which define a class end in; the same in JDK 9 to 25. */
    private static final String DEFINE = "defineClass";

    private static final String BY_BYTES = "(Ljava/lang/String;[BIILjava/security/ProtectionDomain;)Ljava/lang/Class;";
    private static final String BY_BUFFER =
            "(Ljava/lang/String;Ljava/nio/ByteBuffer;Ljava/security/ProtectionDomain;)Ljava/lang/Class;";

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
        if (internalName.equals(CLASS_LOADER)) {
            DefinitionCode code = new DefinitionCode(file, bridge);
            boolean woven = prepend(file, false, DEFINE, BY_BYTES, code.ofBytes());
            return woven && prepend(file, false, DEFINE, BY_BUFFER, code.ofBuffer()) ? file.toBytes() : null;
        }
        HookCode code = new HookCode(file, bridge);
        boolean woven;
        if (internalName.equals(DRIVER_MANAGER)) {
            woven = prepend(file, true, METHOD, WORKER, code.aroundWorker());
            if (woven) {
                prepend(file, true, METHOD, BY_USER, code.remembered());
            }
        } else if (internalName.equals(TOKENS)) {
            woven = prepend(file, false, MAKE_TOKEN, TOKEN_OF_REQUEST, code.aroundTokens());
        } else if (DriverConnects.isDriver(internalName)) {
            woven = prepend(file, false, CONNECT, BY_PROPERTIES, code.aroundConnect());
        } else {
            woven = prepend(file, false, METHOD, PLAIN, code.aroundSource(PLAIN));
            if (prepend(file, false, METHOD, WITH_CREDENTIALS, code.aroundSource(WITH_CREDENTIALS))) {
                woven = true;
            }
        }
        return woven ? file.toBytes() : null;
    }

    private static boolean prepend(ClassFile file, boolean isStatic, String name, String descriptor, Prologue code) {
        for (int method = 0; method < file.methodCount(); method++) {
            if (file.isNamed(method, name)
                    && file.hasDescriptor(method, descriptor)
                    && (file.access(method) & (STATIC | ABSTRACT)) == (isStatic ? STATIC : 0)) {
                file.prepend(method, code);
                return true;
            }
        }
        return false;
    }
}
