package dev.thaw.testkit.process;

/** Prints so many characters on both streams and ends with the exit code. */
final class Speaker {
    private Speaker() {}

    public static void main(String[] args) {
        String text = System.getProperty("greeting") + "x".repeat(Integer.parseInt(args[1]));
        System.out.print(text + "end of out");
        System.err.print(text + "end of err");
        System.exit(Integer.parseInt(args[0]));
    }
}
