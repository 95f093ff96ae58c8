package dev.thaw.testkit.process;

/** Starts a running and a frozen process, tells their PIDs, and returns if told so, else hangs. */
final class Sleepers {
    private Sleepers() {}

    public static void main(String[] args) throws Exception {
        Process running = ProcessGuard.start(new ProcessBuilder("sleep", "60"));
        Process frozen = ProcessGuard.start(new ProcessBuilder("sleep", "60"));
        Signal.STOP.sendTo(frozen.pid());
        System.out.println("pid " + running.pid());
        System.out.println("pid " + frozen.pid());
        System.out.println("ready");
        if (args.length == 0) {
            System.in.read();
        }
    }
}
