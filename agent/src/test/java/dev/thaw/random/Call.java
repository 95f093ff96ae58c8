package dev.thaw.random;

/**
 * One call of a sequence, with the number that it gets.
 *
 * @param what which call
 * @param number random, and the same on both sides
 */
record Call(Steps.Named what, int number) {
    /** The inverse of {@link #toString}. */
    static Call parse(String line) {
        int number = line.lastIndexOf(" [");
        return new Call(
                Steps.named(line.substring(0, number)),
                Integer.parseInt(line.substring(number + 2, line.length() - 1)));
    }

    @Override
    public String toString() {
        return what.name() + " [" + number + "]";
    }
}
