package dev.thaw.stub.crac;

/** Who wants to be told. */
public interface Resource {
    void beforeCheckpoint(Context context);

    void afterRestore(Context context);
}
