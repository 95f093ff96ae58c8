package dev.thaw.stub.crac;

/** Where the one context is found. */
public final class Core {
    private static final Context GLOBAL = new Context();

    private Core() {}

    public static Context getGlobalContext() {
        return GLOBAL;
    }
}
