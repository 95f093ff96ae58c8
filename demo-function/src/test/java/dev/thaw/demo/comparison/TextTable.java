package dev.thaw.demo.comparison;

import java.util.ArrayList;
import java.util.List;

/** A table for a terminal: the first column to the left, figures to the right, as wide as it must be. */
final class TextTable {

    private static final String GAP = "   ";

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean figures;

    private TextTable(boolean figures) {
        this.figures = figures;
    }

    /** All columns but the first hold figures. */
    static TextTable ofFigures() {
        return new TextTable(true);
    }

    static TextTable ofText() {
        return new TextTable(false);
    }

    /** A row without cells is a ruled line; one with the first cell only is as wide as it likes. */
    TextTable row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** The lines of the table, indented by two spaces. */
    List<String> lines() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; row.size() > 1 && i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        if (row.isEmpty()) {
            int width = GAP.length() * (widths.length - 1);
            for (int column : widths) {
                width += column;
            }
            return "  " + "─".repeat(width);
        }
        StringBuilder line = new StringBuilder("  ");
        for (int i = 0; i < row.size(); i++) {
            String padding = " ".repeat(Math.max(0, widths[i] - row.get(i).length()));
            boolean right = figures && i > 0;
            line.append(i == 0 ? "" : GAP)
                    .append(right ? padding : "")
                    .append(row.get(i))
                    .append(right ? "" : padding);
        }
        return line.toString().stripTrailing();
    }
}
