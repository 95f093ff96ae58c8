package dev.thaw.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.agent.ThawAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;

/** What a start cannot afford is used nowhere, but where a reason is given. */
class ColdPathTest {
    /** What is dear or foreign, by the beginning of the internal name that calls, or of the called method. */
    private static final Set<String> DEAR = Set.of(
            "invokedynamic",
            "java/util/regex/",
            "java/util/stream/",
            "java/util/logging/",
            "org/slf4j/",
            "java/util/Formatter",
            "java/lang/String.format",
            "java/lang/String.matches",
            "java/lang/String.split",
            "java/lang/String.replaceAll",
            "java/lang/String.replaceFirst",
            "java/lang/reflect/Proxy");

    private static final Map<String, String> ALLOWED = Map.of(
            "dev/thaw/runtime/Settings java/util/regex/", "compiled only when the operator set one",
            "dev/thaw/intercept/Scope java/util/regex/", "matched only when the operator set one",
            "dev/thaw/intercept/Callers$FindKeeper java/util/stream/", "StackWalker asks for it; only near pools",
            "dev/thaw/lambda/Checkpoint java/lang/reflect/Proxy", "only under SnapStart, before the snapshot",
            "dev/thaw/handle/ClosedConnection java/lang/reflect/Proxy", "only for code that uses what it has closed");

    @Test
    void nothingDearIsUsedWithoutAReason() throws Exception {
        assertThat(uses()).isEqualTo(new TreeSet<>(ALLOWED.keySet()));
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws Exception {
        Path sources = classes().resolve("../../src/main/java").normalize();
        try (Stream<Path> files = Files.walk(sources)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")).map(Path::getParent))
                    .isNotEmpty()
                    .allSatisfy(folder ->
                            assertThat(folder.resolve("package-info.java")).exists());
        }
    }

    private static Set<String> uses() throws Exception {
        Map<String, byte[]> classFiles = new TreeMap<>();
        try (Stream<Path> files = Files.walk(classes())) {
            files.filter(file -> file.toString().endsWith(".class")).forEach(file -> {
                try {
                    byte[] classFile = Files.readAllBytes(file);
                    classFiles.put(new ClassReader(classFile).getClassName(), classFile);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        classFiles.keySet().removeIf(name -> name.startsWith("dev/thaw/build/"));
        assertThat(classFiles).isNotEmpty();
        Set<String> uses = new TreeSet<>();
        classFiles.forEach((name, classFile) -> new ClassReader(classFile)
                .accept(new Finder(name, uses), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES));
        return uses;
    }

    private static Path classes() throws URISyntaxException {
        return Path.of(ThawAgent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static final class Finder extends ClassVisitor {
        private final String name;
        private final Set<String> uses;

        Finder(String name, Set<String> uses) {
            super(Opcodes.ASM9);
            this.name = name;
            this.uses = uses;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(int opcode, String owner, String called, String type, boolean isInterface) {
                    String call = owner + "." + called;
                    DEAR.stream().filter(call::startsWith).forEach(dear -> uses.add(name + " " + dear));
                }

                @Override
                public void visitInvokeDynamicInsn(String called, String type, Handle bootstrap, Object... constants) {
                    uses.add(name + " invokedynamic");
                }
            };
        }
    }
}
