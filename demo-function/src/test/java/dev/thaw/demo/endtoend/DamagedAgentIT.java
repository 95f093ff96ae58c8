package dev.thaw.demo.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.thaw.demo.lambda.Environment;
import dev.thaw.demo.lambda.Invocation;
import dev.thaw.demo.scenario.Artifacts;
import dev.thaw.demo.scenario.Attachment;
import dev.thaw.demo.scenario.Scenarios;
import dev.thaw.testkit.server.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the agent cannot load a class of its own, the handler answers, and one line of the log says why. */
@Tag("once")
class DamagedAgentIT {

    private static final Database DATABASE = SharedDatabases.newDatabaseFor(Scenarios.ORDER);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dev/thaw/agent/IsolatingLoader.class",
                "isolated/dev/thaw/runtime/Thaw.class",
                "isolated/dev/thaw/weave/Weaver.class",
                "dev/thaw/classfile/ClassFile.class",
                "dev/thaw/agent/FunctionClasses.class",
                "dev/thaw/agent/InternalExtension.class",
                "isolated/dev/thaw/weave/JdkHooks.class",
                "isolated/dev/thaw/intercept/Interceptor.class"
            })
    void theHandlerAnswers(String classFile, @TempDir Path folder) throws IOException {
        Path layer = DamagedLayer.in(folder, Artifacts.agent(), classFile);
        List<String> log = new ArrayList<>();
        try (Environment environment = Scenarios.ORDER
                .function(DATABASE, Attachment.WITH_AGENT)
                .layer(layer)
                .start()) {
            for (int i = 0; i < 3; i++) {
                Invocation invocation = environment.invoke("{}");
                log.addAll(invocation.log());
                Answers.of(invocation);
            }
        }
        assertThat(log).filteredOn(line -> line.startsWith("thaw")).hasSize(1);
    }
}
