package dev.thaw.demo.scenario;

import dev.thaw.demo.lambda.LocalLambda;
import dev.thaw.testkit.server.Database;
import dev.thaw.testkit.server.DriverKind;
import dev.thaw.testkit.server.JdbcUrl;

/**
 * A handler and the driver that it uses.
 *
 * @param title two or three words
 * @param way how it comes by its connection, in a line
 * @param handler the function's handler setting
 * @param driver which driver its URL names
 * @param closing whether it closes what it opens
 */
public record Scenario(String title, String way, String handler, DriverKind driver, boolean closing) {

    /** The function, connected to a database with TLS. */
    public LocalLambda.Builder function(Database database, Attachment attachment) {
        return function(database, database.url(driver).tls(), attachment);
    }

    /** The function, with a URL of its own: by way of a relay, say, or without TLS. */
    public LocalLambda.Builder function(Database database, JdbcUrl url, Attachment attachment) {
        return LocalLambda.builder()
                .function(Artifacts.function())
                .layer(Artifacts.layer())
                .handler(handler)
                .environment("DB_URL", url.toString())
                .environment("DB_USER", database.user())
                .environment("DB_PASSWORD", database.password())
                .environment(attachment.variables());
    }

    @Override
    public String toString() {
        return title;
    }
}
