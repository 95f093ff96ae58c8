package dev.thaw.stub.crac;

/** Tells the last one that has registered. Not thread-safe. */
public final class Context {
    private Resource resource;

    public void register(Resource registered) {
        resource = registered;
    }

    public void checkpointAndRestore() {
        resource.beforeCheckpoint(this);
        resource.afterRestore(this);
    }
}
