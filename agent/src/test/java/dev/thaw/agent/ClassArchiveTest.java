package dev.thaw.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassArchiveTest {
    @Test
    void isNamedInOptionsOrMayBeInAFileOfThem() {
        assertThat(ClassArchive.names("java\0-XX:SharedArchiveFile=/app/app.jsa\0-cp\0/app"))
                .isTrue();
        assertThat(ClassArchive.names("-XX:+AutoCreateSharedArchive -Xmx1g")).isTrue();
        assertThat(ClassArchive.names("java\0-XX:AOTCache=app.aot")).isTrue();
        assertThat(ClassArchive.names("java\0@options\0Main")).isTrue();
        assertThat(ClassArchive.names("java\0-XX:VMOptionsFile=options\0Main")).isTrue();
        assertThat(ClassArchive.names("java\0-Xshare:on\0-cp\0/app\0Main\0me@example.com"))
                .isFalse();
        assertThat(ClassArchive.names(null)).isFalse();
    }
}
