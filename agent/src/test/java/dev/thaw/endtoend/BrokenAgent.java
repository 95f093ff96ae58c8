package dev.thaw.endtoend;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Copies of the packaged agent in which one class is not what it was. */
final class BrokenAgent {
    private static final String FOLDER = "isolated/";

    private interface Change {
        byte[] of(byte[] classFile);
    }

    private BrokenAgent() {}

    /** The classes that the agent has in its own loader, with dots. */
    static List<String> classes() throws IOException {
        try (JarFile jar = new JarFile(Agent.JAR.toFile())) {
            return jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith(FOLDER) && name.endsWith(".class"))
                    .map(name -> name.substring(FOLDER.length(), name.length() - ".class".length())
                            .replace('/', '.'))
                    .toList();
        }
    }

    /** A copy in which the second half of the class is missing. */
    static Path truncated(Path folder, String className) throws IOException {
        return copy(folder, className, classFile -> java.util.Arrays.copyOf(classFile, classFile.length / 2));
    }

    /** A copy in which methods of these names throw at once. */
    static Path throwing(Path folder, String className, Set<String> methods) throws IOException {
        return copy(folder, className, classFile -> {
            ClassReader reader = new ClassReader(classFile);
            ClassWriter writer = new ClassWriter(reader, 0);
            reader.accept(new Thrower(writer, methods), 0);
            return writer.toByteArray();
        });
    }

    private static Path copy(Path folder, String className, Change change) throws IOException {
        Path copy = Files.createTempFile(folder, "agent", ".jar");
        String target = FOLDER + className.replace('.', '/') + ".class";
        try (JarFile jar = new JarFile(Agent.JAR.toFile());
                OutputStream out = Files.newOutputStream(copy);
                JarOutputStream copied = new JarOutputStream(out)) {
            for (JarEntry entry : jar.stream().toList()) {
                byte[] content = jar.getInputStream(entry).readAllBytes();
                store(copied, entry.getName(), entry.getName().equals(target) ? change.of(content) : content);
            }
        }
        return copy;
    }

    /** Uncompressed, as the original is. */
    private static void store(JarOutputStream jar, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        jar.putNextEntry(entry);
        jar.write(content);
        jar.closeEntry();
    }

    private static final class Thrower extends ClassVisitor {
        private final Set<String> methods;

        Thrower(ClassVisitor next, Set<String> methods) {
            super(Opcodes.ASM9, next);
            this.methods = methods;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            if (!methods.contains(name)) {
                return next;
            }
            String exception = "java/lang/IllegalStateException";
            next.visitCode();
            next.visitTypeInsn(Opcodes.NEW, exception);
            next.visitInsn(Opcodes.DUP);
            next.visitLdcInsn("made to fail");
            next.visitMethodInsn(Opcodes.INVOKESPECIAL, exception, "<init>", "(Ljava/lang/String;)V", false);
            next.visitInsn(Opcodes.ATHROW);
            next.visitMaxs(3, 10);
            next.visitEnd();
            return null;
        }
    }
}
