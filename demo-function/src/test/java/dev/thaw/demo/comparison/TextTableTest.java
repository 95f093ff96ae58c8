package dev.thaw.demo.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void figuresStandToTheRightAndRulesSpanAllColumns() {
        TextTable table = TextTable.ofFigures()
                .row("", "opened", "ms")
                .row()
                .row("a heading as long as it likes")
                .row("one", "200", "18.37");

        assertThat(table.lines())
                .containsExactly(
                        "        opened      ms",
                        "  " + "─".repeat(20),
                        "  a heading as long as it likes",
                        "  one      200   18.37");
    }

    @Test
    void textStandsToTheLeft() {
        assertThat(TextTable.ofText().row("a", "answers").row("bcd", "fails").lines())
                .containsExactly("  a     answers", "  bcd   fails");
    }
}
