package dev.thaw.testkit.process;

/** Prints its environment, or the system property that it is given. */
final class Environment {
    private Environment() {}

    public static void main(String[] args) {
        if (args.length == 1) {
            System.out.println(System.getProperty(args[0]));
        } else {
            System.getenv().forEach((name, value) -> System.out.println(name + "=" + value));
        }
    }
}
