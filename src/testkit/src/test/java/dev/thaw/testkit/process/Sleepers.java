package dev.thaw.testkit.process;

/** Starts a running and a frozen process, tells their PIDs and the guard's, and returns if told so, else hangs. */
final class Sleepers {
    private Sleepers() {}

    public static void main(String[] args) throws Exception {
        ProcessGuard.start(new ProcessBuilder("sleep", "60"));
        Process frozen = ProcessGuard.start(new ProcessBuilder("sleep", "60"));
        Signal.STOP.sendTo(frozen.pid());
        ProcessHandle.current().children().forEach(child -> System.out.println("pid " + child.pid()));
        System.out.println("ready");
        if (args.length == 0) {
            System.in.read();
        }
    }
}
