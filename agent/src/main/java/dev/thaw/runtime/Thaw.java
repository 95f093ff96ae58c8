package dev.thaw.runtime;

import dev.thaw.cache.Cache;
import dev.thaw.cache.Clock;
import dev.thaw.cache.Invocations;
import dev.thaw.handle.Handles;
import dev.thaw.intercept.Callers;
import dev.thaw.intercept.Detours;
import dev.thaw.intercept.Interceptor;
import dev.thaw.intercept.Keys;
import dev.thaw.intercept.Lender;
import dev.thaw.intercept.Openings;
import dev.thaw.intercept.Scope;
import dev.thaw.intercept.SessionNames;
import dev.thaw.lambda.Checkpoint;
import dev.thaw.lambda.EndOfEnvironment;
import dev.thaw.lambda.RuntimeInvocations;
import dev.thaw.session.Session;
import dev.thaw.weave.DriverManagerWorker;
import dev.thaw.weave.JdkHooks;
import dev.thaw.weave.LoadedDrivers;
import dev.thaw.weave.Weaver;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The agent, wired. The sentinel makes one through its loader and hands over what it has: the JVM's
 * {@code Instrumentation}; what premain has made of the JDK, as {@link JdkHooks}; the epoch of invocations and the
 * deadline of a thread's, as {@link RuntimeInvocations} takes them.
 */
public final class Thaw implements Consumer<Object[]> {
    /** Connections kept idle for one key where one invocation runs at a time: some open several at once. */
    private static final int IDLE_PER_KEY = 16;

    @Override
    @SuppressWarnings("unchecked")
    public void accept(Object[] found) {
        Invocations invocations = new RuntimeInvocations((AtomicLong) found[2], (ThreadLocal<AtomicLong>) found[3]);
        start((Instrumentation) found[0], (JdkHooks) found[1], invocations);
    }

    private static void start(Instrumentation instrumentation, JdkHooks jdk, Invocations invocations) {
        Settings settings = new Settings(System.getenv(), System.getProperties());
        Log log = new Log(System.err, settings.logLevel());
        Pattern include = settings.include();
        Scope scope =
                new Scope(include, settings.exclude(), include == null ? null : new LoadedDrivers(instrumentation));
        int idlePerKey = Math.max(IDLE_PER_KEY, settings.concurrency());
        Cache<Session> cache = new Cache<>(settings.limits(), Clock.SYSTEM, invocations, log, idlePerKey);
        Detours detours = new Detours();
        Callers callers = new Callers(detours);
        Openings openings = new Openings(
                cache,
                new DriverManagerWorker(instrumentation),
                invocations,
                Clock.SYSTEM,
                settings.connectWaitMillis(),
                detours,
                log);
        Keys keys = new Keys(Clock.SYSTEM);
        Lender lender = new Lender(cache, new Handles(log), scope, settings.sessionTerms(), log);
        SessionNames names = new SessionNames(settings.functionName());
        Interceptor interceptor = new Interceptor(lender, keys, scope, callers, openings, names, detours, log);
        for (String complaint : settings.complaints()) {
            log.warn(complaint);
        }
        if (settings.isSnapStart() && !registered(cache, keys, log)) {
            return;
        }
        try {
            Runtime.getRuntime().addShutdownHook(new EndOfEnvironment(cache, settings.isLambda(), log));
        } catch (IllegalStateException theJvmEnds) {
            return;
        }
        Weaver.start(instrumentation, jdk, interceptor, callers, include != null, log);
        log.info("attached");
    }

    private static boolean registered(Cache<Session> cache, Keys keys, Log log) {
        try {
            Checkpoint.register(cache, keys, log);
            return true;
        } catch (ReflectiveOperationException e) {
            log.fault("nothing is cached under SnapStart, whose hooks cannot be reached", e);
            return false;
        }
    }
}
