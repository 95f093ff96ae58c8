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
import java.util.function.BiPredicate;
import java.util.function.Function;

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
    private static final String OBJECT = "java/lang/Object";
    /** public, final, super, synthetic */
    private static final int CLASS_ACCESS = 0x1031;

    private static final int PUBLIC = 0x0001;

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
        String name = HandleClassWriter.internal(type);
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

    private static ClassFile beginClass(String name, String implemented) {
        ClassFile out = ClassFile.empty(CLASS_ACCESS, name, OBJECT, implemented);
        Prologue constructor = new Prologue(1, 1)
                .load(0)
                .op(Op.INVOKESPECIAL, out.method(OBJECT, "<init>", "()V"))
                .op(Op.RETURN);
        out.addMethod(PUBLIC, "<init>", "()V", constructor);
        return out;
    }

    private static byte[] comparer(String type, List<Field> fields) {
        ClassFile out = beginClass(type + FIELDS, "java/util/function/BiPredicate");
        int object = out.type(OBJECT);
        Prologue test = new Prologue(5, 5, out.thisClass(), object, object);
        writeTest(out, test, type, fields);
        out.addMethod(PUBLIC, "test", "(Ljava/lang/Object;Ljava/lang/Object;)Z", test);
        return out.toBytes();
    }

    private static void writeTest(ClassFile file, Prologue code, String type, List<Field> fields) {
        int object = 3;
        int values = 4;
        code.load(1).op(Op.CHECKCAST, file.type(type)).store(object);
        code.load(2).op(Op.CHECKCAST, file.type("[Ljava/lang/Object;")).store(values);
        int[] different = new int[fields.size()];
        for (int i = 0; i < different.length; i++) {
            Field field = fields.get(i);
            String descriptor = MethodType.methodType(field.getType()).toMethodDescriptorString();
            code.load(object).op(Op.GETFIELD, file.field(type, field.getName(), descriptor.substring(2)));
            code.load(values).op(Op.SIPUSH, i).op(Op.AALOAD);
            different[i] = jumpIfDifferent(file, code, field.getType());
        }
        code.op(Op.ICONST_0 + 1).op(Op.IRETURN);
        if (different.length > 0) {
            for (int jump : different) {
                code.land(jump);
            }
            code.frame(0, 0);
            code.op(Op.ICONST_0).op(Op.IRETURN);
        }
    }

    /** On the stack: the field's value, then the remembered one, boxed where it is a primitive. */
    private static int jumpIfDifferent(ClassFile file, Prologue code, Class<?> type) {
        if (!type.isPrimitive()) {
            return code.jump(Op.IF_ACMPNE);
        }
        if (type == long.class) {
            return unbox(file, code, "java/lang/Long", "longValue", "()J")
                    .op(Op.LCMP)
                    .jump(Op.IFNE);
        }
        if (type == float.class) {
            return unbox(file, code, "java/lang/Float", "floatValue", "()F")
                    .op(Op.FCMPL)
                    .jump(Op.IFNE);
        }
        if (type == double.class) {
            return unbox(file, code, "java/lang/Double", "doubleValue", "()D")
                    .op(Op.DCMPL)
                    .jump(Op.IFNE);
        }
        return unboxToInt(file, code, type).jump(Op.IF_ICMPNE);
    }

    private static Prologue unboxToInt(ClassFile file, Prologue code, Class<?> type) {
        if (type == boolean.class) {
            return unbox(file, code, "java/lang/Boolean", "booleanValue", "()Z");
        }
        if (type == char.class) {
            return unbox(file, code, "java/lang/Character", "charValue", "()C");
        }
        if (type == byte.class) {
            return unbox(file, code, "java/lang/Byte", "byteValue", "()B");
        }
        if (type == short.class) {
            return unbox(file, code, "java/lang/Short", "shortValue", "()S");
        }
        return unbox(file, code, "java/lang/Integer", "intValue", "()I");
    }

    private static Prologue unbox(ClassFile file, Prologue code, String box, String method, String descriptor) {
        return code.op(Op.CHECKCAST, file.type(box)).op(Op.INVOKEVIRTUAL, file.method(box, method, descriptor));
    }
}
