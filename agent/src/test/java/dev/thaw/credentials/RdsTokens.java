package dev.thaw.credentials;

import dev.thaw.testkit.server.Database;
import java.lang.reflect.Constructor;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;

/** The SDK's own tokens, as of a given second: two of the same second are the same text. */
final class RdsTokens {
    private RdsTokens() {}

    static String of(Database database, Instant when) throws ReflectiveOperationException {
        return utilities(Clock.fixed(when, ZoneOffset.UTC))
                .generateAuthenticationToken(request ->
                        request.hostname(database.host()).port(database.port()).username(database.user()));
    }

    /** The SDK's tests give it a clock in the same way; there is no public one. */
    private static RdsUtilities utilities(Clock clock) throws ReflectiveOperationException {
        RdsUtilities.Builder builder = RdsUtilities.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsSessionCredentials.create("AKIDEXAMPLE", "not-a-real-secret", "session+token/=")));
        Class<?> type = builder.build().getClass();
        Constructor<?> withClock = type.getDeclaredConstructor(builder.getClass(), Clock.class);
        withClock.setAccessible(true);
        return (RdsUtilities) withClock.newInstance(builder, clock);
    }
}
