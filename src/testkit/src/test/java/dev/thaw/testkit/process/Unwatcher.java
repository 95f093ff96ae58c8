package dev.thaw.testkit.process;

/** Watches the process whose PID it is given and lets it go; then watches another, tells its PID and hangs. */
final class Unwatcher {
    private Unwatcher() {}

    public static void main(String[] args) throws Exception {
        long spared = Long.parseLong(args[0]);
        ProcessGuard.watch(spared);
        ProcessGuard.unwatch(spared);
        Process watched = new ProcessBuilder("sleep", "60").start();
        ProcessGuard.watch(watched.toHandle());
        System.out.println("pid " + watched.pid());
        System.out.println("ready");
        System.in.read();
    }
}
