package dev.thaw.demo.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import dev.thaw.testkit.process.ChildJvm;
import java.io.File;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/** The jars of the managed runtime: the runtime interface client and what it needs, from this JVM's own class path. */
final class RuntimeClasspath {

    static final String MAIN_CLASS = AWSLambda.class.getName();

    private RuntimeClasspath() {}

    static String jars() {
        return Stream.of(AWSLambda.class, Context.class, PojoSerializer.class, SdkInternalThreadLocal.class)
                .map(ChildJvm::homeOf)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
