package dev.thaw.handle;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * A class that compares the fields of an object with an array of what they were: references by identity,
 * primitives by value. It is a nestmate of the object's class, so that it reads private fields as that class itself does,
 * without reflection and without allocation (JEP 371, from JDK 15 on). Made once for each class. Thread-safe.
 *
 * <p>A hidden nestmate can only be defined by code of the same module, so a class that lends us its {@code Lookup} is defined
 * beside it first.
 */
public final class FieldComparer {
    private static final String FIELDS = "$$ThawFields";
    private static final String LOOKUP = "$$ThawLookup";

    /** Null where this JDK, or the class's module, does not let us. */
    private static final ClassValue<BiPredicate<Object, Object[]>> MADE = new ClassValue<>() {
        @Override
        protected BiPredicate<Object, Object[]> computeValue(Class<?> type) {
            try {
                return make(type);
            } catch (ReflectiveOperationException | RuntimeException | LinkageError notHere) {
                return null;
            }
        }
    };

    private FieldComparer() {}

    /** The instance fields that the class itself declares. */
    public static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                fields.add(field);
            }
        }
        return fields;
    }

    /**
     * What compares {@link #fields} of an object with the elements of an array.
     *
     * @throws IllegalArgumentException where that cannot be made
     */
    public static BiPredicate<Object, Object[]> of(Class<?> type) {
        BiPredicate<Object, Object[]> comparer = MADE.get(type);
        if (comparer == null) {
            throw new IllegalArgumentException(type.getName());
        }
        return comparer;
    }

    @SuppressWarnings("unchecked")
    private static BiPredicate<Object, Object[]> make(Class<?> type) throws ReflectiveOperationException {
        Class<?> option = Class.forName("java.lang.invoke.MethodHandles$Lookup$ClassOption");
        Object options = Array.newInstance(option, 1);
        Array.set(options, 0, option.getField("NESTMATE").get(null));
        Method define = MethodHandles.Lookup.class.getMethod(
                "defineHiddenClass", byte[].class, boolean.class, options.getClass());
        String name = Type.getInternalName(type);
        Class<?> lender =
                MethodHandles.privateLookupIn(type, MethodHandles.lookup()).defineClass(lookupLender(name));
        Object lookup =
                ((Function<Object, Object>) lender.getDeclaredConstructor().newInstance()).apply(type);
        MethodHandles.Lookup defined =
                (MethodHandles.Lookup) define.invoke(lookup, comparer(name, fields(type)), false, options);
        return (BiPredicate<Object, Object[]>)
                defined.lookupClass().getDeclaredConstructor().newInstance();
    }

    /** {@code apply(type)}: its own private lookup in the type. */
    private static byte[] lookupLender(String type) {
        ClassWriter out = beginClass(type + LOOKUP, "java/util/function/Function");
        MethodVisitor apply =
                out.visitMethod(Opcodes.ACC_PUBLIC, "apply", "(Ljava/lang/Object;)Ljava/lang/Object;", null, null);
        apply.visitCode();
        apply.visitVarInsn(Opcodes.ALOAD, 1);
        apply.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/Class");
        apply.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                "java/lang/invoke/MethodHandles",
                "lookup",
                "()Ljava/lang/invoke/MethodHandles$Lookup;",
                false);
        apply.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                "java/lang/invoke/MethodHandles",
                "privateLookupIn",
                "(Ljava/lang/Class;Ljava/lang/invoke/MethodHandles$Lookup;)Ljava/lang/invoke/MethodHandles$Lookup;",
                false);
        apply.visitInsn(Opcodes.ARETURN);
        apply.visitMaxs(0, 0);
        apply.visitEnd();
        out.visitEnd();
        return out.toByteArray();
    }

    private static ClassWriter beginClass(String name, String implemented) {
        ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        out.visit(
                Opcodes.V11,
                Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC,
                name,
                null,
                "java/lang/Object",
                new String[] {implemented});
        MethodVisitor constructor = out.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(Opcodes.ALOAD, 0);
        constructor.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        constructor.visitInsn(Opcodes.RETURN);
        constructor.visitMaxs(0, 0);
        constructor.visitEnd();
        return out;
    }

    private static byte[] comparer(String type, List<Field> fields) {
        ClassWriter out = beginClass(type + FIELDS, "java/util/function/BiPredicate");
        MethodVisitor test =
                out.visitMethod(Opcodes.ACC_PUBLIC, "test", "(Ljava/lang/Object;Ljava/lang/Object;)Z", null, null);
        test.visitCode();
        writeTest(test, type, fields);
        test.visitMaxs(0, 0);
        test.visitEnd();
        out.visitEnd();
        return out.toByteArray();
    }

    private static void writeTest(MethodVisitor code, String type, List<Field> fields) {
        int object = 3;
        int values = 4;
        Label different = new Label();
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitTypeInsn(Opcodes.CHECKCAST, type);
        code.visitVarInsn(Opcodes.ASTORE, object);
        code.visitVarInsn(Opcodes.ALOAD, 2);
        code.visitTypeInsn(Opcodes.CHECKCAST, "[Ljava/lang/Object;");
        code.visitVarInsn(Opcodes.ASTORE, values);
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            code.visitVarInsn(Opcodes.ALOAD, object);
            code.visitFieldInsn(Opcodes.GETFIELD, type, field.getName(), Type.getDescriptor(field.getType()));
            code.visitVarInsn(Opcodes.ALOAD, values);
            code.visitIntInsn(Opcodes.SIPUSH, i);
            code.visitInsn(Opcodes.AALOAD);
            jumpIfDifferent(code, field.getType(), different);
        }
        code.visitInsn(Opcodes.ICONST_1);
        code.visitInsn(Opcodes.IRETURN);
        code.visitLabel(different);
        Object[] locals = {type + FIELDS, "java/lang/Object", "java/lang/Object", Opcodes.TOP, Opcodes.TOP};
        code.visitFrame(Opcodes.F_FULL, locals.length, locals, 0, new Object[0]);
        code.visitInsn(Opcodes.ICONST_0);
        code.visitInsn(Opcodes.IRETURN);
    }

    /** On the stack: the field's value, then the remembered one, boxed where it is a primitive. */
    private static void jumpIfDifferent(MethodVisitor code, Class<?> type, Label different) {
        if (!type.isPrimitive()) {
            code.visitJumpInsn(Opcodes.IF_ACMPNE, different);
        } else if (type == long.class) {
            unbox(code, "java/lang/Long", "longValue", "()J");
            code.visitInsn(Opcodes.LCMP);
            code.visitJumpInsn(Opcodes.IFNE, different);
        } else if (type == float.class) {
            unbox(code, "java/lang/Float", "floatValue", "()F");
            code.visitInsn(Opcodes.FCMPL);
            code.visitJumpInsn(Opcodes.IFNE, different);
        } else if (type == double.class) {
            unbox(code, "java/lang/Double", "doubleValue", "()D");
            code.visitInsn(Opcodes.DCMPL);
            code.visitJumpInsn(Opcodes.IFNE, different);
        } else {
            unboxToInt(code, type);
            code.visitJumpInsn(Opcodes.IF_ICMPNE, different);
        }
    }

    private static void unboxToInt(MethodVisitor code, Class<?> type) {
        if (type == boolean.class) {
            unbox(code, "java/lang/Boolean", "booleanValue", "()Z");
        } else if (type == char.class) {
            unbox(code, "java/lang/Character", "charValue", "()C");
        } else if (type == byte.class) {
            unbox(code, "java/lang/Byte", "byteValue", "()B");
        } else if (type == short.class) {
            unbox(code, "java/lang/Short", "shortValue", "()S");
        } else {
            unbox(code, "java/lang/Integer", "intValue", "()I");
        }
    }

    private static void unbox(MethodVisitor code, String box, String method, String descriptor) {
        code.visitTypeInsn(Opcodes.CHECKCAST, box);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, box, method, descriptor, false);
    }
}
