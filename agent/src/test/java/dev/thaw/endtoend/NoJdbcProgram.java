package dev.thaw.endtoend;

/** Never touches a database. */
public final class NoJdbcProgram {
    private NoJdbcProgram() {}

    public static void main(String[] args) {
        System.out.println("done");
    }
}
