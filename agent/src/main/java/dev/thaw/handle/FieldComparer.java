package dev.thaw.handle;

import dev.thaw.classfile.ClassFile;
import dev.thaw.classfile.Op;
import dev.thaw.classfile.Prologue;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A class whose objects each keep what the fields of another one were and compare them: references by identity, primitives by
 * value. It is a nestmate of the object's class, so that it reads private fields as that class itself does,
 * without reflection and without allocation (JEP 371, from JDK 15 on). Made once for each class. Thread-safe.
 *
 * <p>A hidden nestmate can only be defined by code of the same module, so a class that lends us its {@code Lookup} is defined
 * beside it first.
 */
public final class FieldComparer {
    private static final String FIELDS = "$$ThawFields";
    private static final String LOOKUP = "$$ThawLookup";
    private static final String OBJECT = "java/lang/Object";
    /** public, final, super, synthetic */
    private static final int CLASS_ACCESS = 0x1031;

    private static final int PUBLIC = 0x0001;

    /** Null where this JDK, or the class's module, does not let us. */
    private static final ClassValue<BiFunction<Object, Object[], BooleanSupplier>> MADE = new ClassValue<>() {
        @Override
        protected BiFunction<Object, Object[], BooleanSupplier> computeValue(Class<?> type) {
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
     * What tells whether {@link #fields} of this object have these values still.
     *
     * @throws IllegalArgumentException where that cannot be made
     */
    public static BooleanSupplier of(Class<?> type, Object object, Object[] values) {
        BiFunction<Object, Object[], BooleanSupplier> comparer = MADE.get(type);
        if (comparer == null) {
            throw new IllegalArgumentException(type.getName());
        }
        return comparer.apply(object, values);
    }

    @SuppressWarnings("unchecked")
    private static BiFunction<Object, Object[], BooleanSupplier> make(Class<?> type)
            throws ReflectiveOperationException {
        Class<?> option = Class.forName("java.lang.invoke.MethodHandles$Lookup$ClassOption");
        Object options = Array.newInstance(option, 1);
        Array.set(options, 0, option.getField("NESTMATE").get(null));
        Method define = MethodHandles.Lookup.class.getMethod(
                "defineHiddenClass", byte[].class, boolean.class, options.getClass());
        String name = HandleClassWriter.internal(type);
        Class<?> lender =
                MethodHandles.privateLookupIn(type, MethodHandles.lookup()).defineClass(lookupLender(name));
        Object lookup =
                ((Function<Object, Object>) lender.getDeclaredConstructor().newInstance()).apply(type);
        MethodHandles.Lookup defined =
                (MethodHandles.Lookup) define.invoke(lookup, comparer(name, fields(type)), false, options);
        return (BiFunction<Object, Object[], BooleanSupplier>)
                defined.lookupClass().getDeclaredConstructor().newInstance();
    }

    /** {@code apply(type)}: its own private lookup in the type. */
    private static byte[] lookupLender(String type) {
        ClassFile out = beginClass(type + LOOKUP, "java/util/function/Function");
        String handles = "java/lang/invoke/MethodHandles";
        Prologue apply = new Prologue(2, 2)
                .load(1)
                .op(Op.CHECKCAST, out.type("java/lang/Class"))
                .op(Op.INVOKESTATIC, out.method(handles, "lookup", "()Ljava/lang/invoke/MethodHandles$Lookup;"))
                .op(
                        Op.INVOKESTATIC,
                        out.method(
                                handles,
                                "privateLookupIn",
                                "(Ljava/lang/Class;Ljava/lang/invoke/MethodHandles$Lookup;)"
                                        + "Ljava/lang/invoke/MethodHandles$Lookup;"))
                .op(Op.ARETURN);
        out.addMethod(PUBLIC, "apply", "(Ljava/lang/Object;)Ljava/lang/Object;", apply);
        return out.toBytes();
    }

    private static ClassFile beginClass(String name, String... implemented) {
        ClassFile out = ClassFile.empty(CLASS_ACCESS, name, OBJECT, implemented);
        Prologue constructor = new Prologue(1, 1)
                .load(0)
                .op(Op.INVOKESPECIAL, out.method(OBJECT, "<init>", "()V"))
                .op(Op.RETURN);
        out.addMethod(PUBLIC, "<init>", "()V", constructor);
        return out;
    }

    private static byte[] comparer(String type, List<Field> fields) {
        ClassFile out =
                beginClass(type + FIELDS, "java/util/function/BiFunction", "java/util/function/BooleanSupplier");
        Prologue apply = new Prologue(4, 4);
        Prologue test = new Prologue(4, 2, out.thisClass());
        apply.load(2).op(Op.CHECKCAST, out.type("[Ljava/lang/Object;")).store(2);
        apply.op(Op.NEW, out.thisClass()).op(Op.DUP);
        apply.op(Op.INVOKESPECIAL, out.ownMethod("<init>", "()V")).store(3);
        String self = "L" + type + ";";
        out.addField(0, "object", self);
        apply.load(3).load(1).op(Op.CHECKCAST, out.type(type)).op(Op.PUTFIELD, out.ownField("object", self));
        test.load(0).op(Op.GETFIELD, out.ownField("object", self)).store(1);
        int[] different = new int[fields.size()];
        for (int i = 0; i < different.length; i++) {
            Class<?> kind = fields.get(i).getType();
            String own = "was" + i;
            String kept = kind.isPrimitive() ? descriptor(kind) : "Ljava/lang/Object;";
            out.addField(0, own, kept);
            apply.load(3).load(2).op(Op.SIPUSH, i).op(Op.AALOAD);
            if (kind.isPrimitive()) {
                unbox(out, apply, kind);
            }
            apply.op(Op.PUTFIELD, out.ownField(own, kept));
            test.load(1).op(Op.GETFIELD, out.field(type, fields.get(i).getName(), descriptor(kind)));
            test.load(0).op(Op.GETFIELD, out.ownField(own, kept));
            different[i] = jumpIfDifferent(test, kind);
        }
        apply.load(3).op(Op.ARETURN);
        test.op(Op.ICONST_0 + 1).op(Op.IRETURN);
        if (different.length > 0) {
            for (int jump : different) {
                test.land(jump);
            }
            test.frame(0, 0);
            test.op(Op.ICONST_0).op(Op.IRETURN);
        }
        out.addMethod(PUBLIC, "apply", "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;", apply);
        out.addMethod(PUBLIC, "getAsBoolean", "()Z", test);
        return out.toBytes();
    }

    private static String descriptor(Class<?> type) {
        return MethodType.methodType(type).toMethodDescriptorString().substring(2);
    }

    /** On the stack: the field's value, then the one that was. */
    private static int jumpIfDifferent(Prologue code, Class<?> type) {
        if (!type.isPrimitive()) {
            return code.jump(Op.IF_ACMPNE);
        }
        if (type == long.class) {
            return code.op(Op.LCMP).jump(Op.IFNE);
        }
        if (type == float.class) {
            return code.op(Op.FCMPL).jump(Op.IFNE);
        }
        if (type == double.class) {
            return code.op(Op.DCMPL).jump(Op.IFNE);
        }
        return code.jump(Op.IF_ICMPNE);
    }

    private static void unbox(ClassFile file, Prologue code, Class<?> type) {
        String box =
                HandleClassWriter.internal(MethodType.methodType(type).wrap().returnType());
        code.op(Op.CHECKCAST, file.type(box))
                .op(Op.INVOKEVIRTUAL, file.method(box, type.getName() + "Value", "()" + descriptor(type)));
    }
}
