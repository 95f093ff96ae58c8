package dev.thaw.benchmark.handout;

import com.amazonaws.services.lambda.runtime.api.client.api.LambdaContext;
import java.time.Duration;

/** Has the agent believe that the calling thread has begun an invocation, as it does in a function: from then on all is in the same one. */
final class Invocation {
    private static final Duration TIME_LEFT = Duration.ofSeconds(30);

    private Invocation() {}

    static void begin() {
        long deadline = System.currentTimeMillis() + TIME_LEFT.toMillis();
        String requestId =
                new LambdaContext(128, deadline, "id", "", "", "", null, "", "", "", "", null).getAwsRequestId();
        if (!requestId.equals("id")) {
            throw new IllegalStateException(requestId);
        }
    }
}
